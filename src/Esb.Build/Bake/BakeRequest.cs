using Esb.Build.Caches;
using Esb.Build.Definitions;
using Esb.Build.Engines;

namespace Esb.Build.Bake;

/// <summary>One call of bake.</summary>
/// <param name="Targets">What is built, in build order.</param>
/// <param name="OutputDirectory">Absolute path of the folder for files that live as long as the call; made where
/// missing.</param>
public sealed record BakeRequest(
    IReadOnlyList<ImageDefinition> Targets, DockerSettings Docker, string OutputDirectory)
{
    /// <summary>Absolute path of the bake file for people, which says the same.</summary>
    public required string BakeFile { get; init; }

    /// <summary>What <see cref="Targets"/> may be built from and is not itself asked for.</summary>
    public IReadOnlyList<ImageDefinition> Linked { get; init; } = [];

    /// <summary>Targets for which the builder's cache must not be used, whatever the definition says.</summary>
    public IReadOnlySet<string> WithoutCache { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Absolute paths of the folders that this SDK writes, which no builder is sent.</summary>
    public IReadOnlyList<string> OwnFolders { get; init; } = [];

    /// <summary>See <see cref="Files.TransferEpoch"/>; empty where contexts keep their own names.</summary>
    public string Epoch { get; init; } = "";

    /// <summary>What is read and written besides the builder's own cache; <see langword="null"/> for nothing.</summary>
    public BuildCaches? Caches { get; init; }

    /// <summary>How many images may be built at once; 0 for as many as engines bear.</summary>
    public int MaxParallel { get; init; }

    /// <summary>Where the builds of all projects on the engine meet; see <see cref="EngineSlots.FolderOf"/>. Empty
    /// where they do not.</summary>
    public string Slots { get; init; } = "";

    /// <summary>Whether one that cannot be built leaves the others that do not stand on it to be built.</summary>
    public bool KeepGoing { get; init; }

    /// <summary>Called for each image as soon as it is where it shall be, on the thread of the caller.</summary>
    public Action<BuiltImage>? OnBuilt { get; init; }

    /// <summary>What bake must be allowed; buildx knows it since 0.17.</summary>
    public IReadOnlyList<string> Entitlements =>
    [
        .. NeededFor(Targets).SelectMany(static t => t.Entitlements.Concat(t.Ssh.Count > 0 ? ["ssh"] : []))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    /// <summary>All targets of which something may be heard.</summary>
    internal IEnumerable<ImageDefinition> All => Targets.Concat(Linked);

    /// <summary>Targets, each followed by what it is built from, none twice.</summary>
    /// <exception cref="KeyNotFoundException">One is built from what nobody has defined.</exception>
    public IEnumerable<ImageDefinition> NeededFor(IReadOnlyList<ImageDefinition> targets)
    {
        var all = All.ToDictionary(static t => t.Target, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var next = new Stack<ImageDefinition>(targets.Reverse());
        while (next.TryPop(out var target))
        {
            if (!seen.Add(target.Target))
                continue;

            yield return target;
            foreach (var name in target.BuiltFrom)
                next.Push(all[name]);
        }
    }
}

/// <summary>An image that was built.</summary>
/// <param name="Digest"><c>sha256:…</c>; empty where the output is no image (<c>type=local</c>,
/// <c>type=cacheonly</c>).</param>
/// <param name="Seconds">From the first step's start to the last one's end.</param>
/// <param name="Steps">Instructions that BuildKit worked on, <c>FROM</c> not counted.</param>
/// <param name="CachedSteps">How many of <paramref name="Steps"/> were taken from the cache.</param>
public sealed record BuiltImage(string Target, string Digest, double Seconds, int Steps, int CachedSteps)
{
    /// <summary>What else the same image may be called where it was put: the digest of its configuration in the classic
    /// image store, that of its manifest as another of several outputs wrote it.</summary>
    public IReadOnlyList<string> OtherDigests { get; init; } = [];

    /// <summary>Whether <see cref="Digest"/> is that of a list of manifests, not of one manifest.</summary>
    public bool IsManifestList { get; init; }
}

/// <summary>What the build's log gets, line by line, as it comes. Secrets are already masked.</summary>
public interface IBakeLog
{
    /// <param name="text">What a step printed may be several lines.</param>
    /// <param name="important">Shown at normal verbosity; the rest is for detailed logs.</param>
    void Line(string text, bool important);

    /// <summary>What is being worked on from now on, for a log that shows it only as long as it is true.</summary>
    void Working(string target, string step)
    {
    }
}
