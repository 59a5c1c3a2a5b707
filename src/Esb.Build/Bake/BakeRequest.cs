using Esb.Build.Caches;
using Esb.Build.Engines;

namespace Esb.Build.Bake;

/// <summary>One image that is to be built.</summary>
/// <param name="Name">Name of the target in the bake file.</param>
/// <param name="Dockerfile">Absolute path; errors and warnings point into it.</param>
/// <param name="References">What the image will be called: <c>repo:tag</c>.</param>
public sealed record BakeTarget(string Name, string Dockerfile, IReadOnlyList<string> References)
{
    /// <summary>
    /// The network of its <c>RUN</c> steps: <c>host</c>, <c>none</c>, or empty for the builder's own.
    /// </summary>
    public string Network { get; init; } = "";

    /// <summary>Whether the builder's cache must not be used, whatever the bake file says.</summary>
    public bool NoCache { get; init; }

    /// <summary>Absolute path of the folder that is its main context; empty where BuildKit fetches that.</summary>
    public string Context { get; init; } = "";

    /// <summary>Named contexts that are folders: names and absolute paths, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Contexts { get; init; } = [];

    /// <summary>Targets that it is built from.</summary>
    public IReadOnlyList<string> BuiltFrom { get; init; } = [];
}

/// <summary>One call of bake.</summary>
/// <param name="BakeFile">Absolute path.</param>
/// <param name="Targets">What is built, in build order.</param>
/// <param name="OutputDirectory">Absolute path of the folder for files that live as long as the call; made where
/// missing.</param>
public sealed record BakeRequest(
    string BakeFile, IReadOnlyList<BakeTarget> Targets, DockerSettings Docker, string OutputDirectory)
{
    /// <summary>
    /// What bake must be allowed: <c>network.host</c>, <c>ssh</c>, <c>security.insecure</c>. buildx knows it since
    /// 0.17.
    /// </summary>
    public IReadOnlyList<string> Entitlements { get; init; } = [];

    /// <summary>What <see cref="Targets"/> may be built from and is not itself asked for.</summary>
    public IReadOnlyList<BakeTarget> Linked { get; init; } = [];

    /// <summary>See <see cref="Files.TransferEpoch"/>; empty where contexts keep their own names.</summary>
    public string Epoch { get; init; } = "";

    /// <summary>What is read and written besides the builder's own cache; <see langword="null"/> for nothing.</summary>
    public BuildCaches? Caches { get; init; }

    /// <summary>How many images may be built at once; 0 for as many as engines bear.</summary>
    public int MaxParallel { get; init; }

    /// <summary>Whether one that cannot be built leaves the others that do not stand on it to be built.</summary>
    public bool KeepGoing { get; init; }

    /// <summary>Called for each image as soon as it is where it shall be, on the thread of the caller.</summary>
    public Action<BuiltImage>? OnBuilt { get; init; }

    /// <summary>All targets of which something may be heard.</summary>
    internal IEnumerable<BakeTarget> All => Targets.Concat(Linked);

    /// <summary>Targets, each followed by what it is built from, none twice.</summary>
    public IEnumerable<BakeTarget> NeededFor(IReadOnlyList<BakeTarget> targets)
    {
        var all = All.ToDictionary(static t => t.Name, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var next = new Stack<BakeTarget>(targets.Reverse());
        while (next.TryPop(out var target))
        {
            if (!seen.Add(target.Name))
                continue;

            yield return target;
            foreach (var name in target.BuiltFrom)
            {
                if (all.TryGetValue(name, out var from))
                    next.Push(from);
            }
        }
    }
}

/// <summary>An image that was built.</summary>
/// <param name="Digest"><c>sha256:…</c>; empty where the output is no image (<c>type=local</c>,
/// <c>type=cacheonly</c>).</param>
/// <param name="Seconds">From the first step's start to the last one's end.</param>
/// <param name="Steps">Instructions that BuildKit worked on, <c>FROM</c> not counted.</param>
/// <param name="CachedSteps">How many of <paramref name="Steps"/> were taken from the cache.</param>
public sealed record BuiltImage(
    string Target, IReadOnlyList<string> References, string Digest, double Seconds, int Steps, int CachedSteps)
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
