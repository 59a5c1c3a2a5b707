using System.Text;
using Esb.Build.Engines;
using Esb.Build.Files;
using Esb.Build.Processes;
using Esb.Build.Records;
using Esb.Build.Tags;

namespace Esb.Build.Builds;

/// <summary>
/// Keeps the images that a build replaces in the engine until it is over: where several images are exported at once,
/// older BuildKit unpacks them onto layers of the replaced ones, which the engine collects meanwhile
/// (moby/buildkit#6521: "parent snapshot does not exist"). They get one name together: an engine looks through all
/// images for each name of the last kind that is taken away, and is asked more slowly for each that it has. Afterwards
/// that name is taken away, and so are the immutable tags of replaced images. A name is asked away with every build
/// until it is known to be gone: the engine's answer would cost the build more than all the rest that comes after bake.
/// </summary>
/// <param name="path">Absolute path of the file that lists what is not known to be gone, a reference a line.</param>
internal sealed class ReplacedTags(string path, DockerSettings docker, ICommandRunner runner) : IDisposable
{
    // What cannot be removed because containers use it must not cost every build more and more.
    private const int Most = 2000;

    // Nor must what a busy engine has not begun with in many builds: each may be waited for.
    private const int MostOldACall = 40;

    private readonly CancellationTokenSource _over = new();
    private string _given = "";
    private Task _giving = Task.CompletedTask;

    /// <summary>
    /// Begins to name what the engine has of these images, on a thread of its own: bake needs longer until it replaces
    /// the first one.
    /// </summary>
    /// <param name="replaced">What the engine has of the images that the build puts there.</param>
    public void Keep(IReadOnlyList<ImageRecord> replaced)
    {
        var images = replaced.Where(static r => r.Digest.Length > 0 && r.References.Count > 0).ToList();
        // One that is exported alone disturbs nobody.
        if (images.Count < 2)
            return;

        _given = ReplacedTag.On(images[0].References[0], ReplacedTag.NewDigits());
        // First, for a build that is killed.
        Write([.. Read(), _given]);
        var stored = images.Select(static r => new StoredImage(r.Digest, r.IsManifestList)).Distinct().ToList();
        _giving = OwnThread.Run(() => EngineTags.Bundle(docker, _given, stored, _over.Token));
    }

    /// <summary>Begins to take the names away, on a thread of its own.</summary>
    /// <param name="before">All records before the build.</param>
    /// <param name="built">What the build has recorded.</param>
    public Task Remove(
        IReadOnlyList<ImageRecord> before, IReadOnlyList<ImageRecord> built, CancellationToken cancellation)
    {
        StopGiving();
        var replaced = Replaced(before, built);
        return OwnThread.Run(() =>
        {
            var known = Read();
            var present = Present(before, built).ToHashSet(StringComparer.Ordinal);
            var own = replaced.Append(_given).Where(r => r.Length > 0 && !present.Contains(r))
                .ToHashSet(StringComparer.Ordinal);
            var old = known.Where(r => !present.Contains(r) && !own.Contains(r)).ToList();
            var kept = EngineTags.Remove(docker, [.. own, .. old.Take(MostOldACall)], runner, cancellation);
            // Those whose turn it was not come first the next time.
            IReadOnlyList<string> left = [.. old.Skip(MostOldACall), .. kept];
            if (!left.SequenceEqual(known, StringComparer.Ordinal))
                Write(left);
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        StopGiving();
        _over.Dispose();
    }

    private void StopGiving()
    {
        _over.Cancel();
        _giving.GetAwaiter().GetResult();
    }

    private static IEnumerable<string> Replaced(IReadOnlyList<ImageRecord> before, IReadOnlyList<ImageRecord> built)
    {
        var targets = built.Select(static r => r.Target).ToHashSet(StringComparer.Ordinal);
        return before.Where(r => targets.Contains(r.Target))
            .Select(static r => ImmutableTag.Of(r.References, r.Fingerprint))
            .Where(static tag => tag.Length > 0);
    }

    private static IEnumerable<string> Present(IReadOnlyList<ImageRecord> before, IReadOnlyList<ImageRecord> built)
    {
        var targets = built.Select(static r => r.Target).ToHashSet(StringComparer.Ordinal);
        return before.Where(r => !targets.Contains(r.Target)).Concat(built).SelectMany(static r => r.References);
    }

    // Whatever else is in the file is no name that a build has given.
    private IReadOnlyList<string> Read()
    {
        try
        {
            return File.Exists(path)
                ? [.. File.ReadLines(path, Encoding.UTF8).Where(static r => ImmutableTag.Is(r) || ReplacedTag.Is(r))]
                : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // A list that cannot be written costs only space.
    private void Write(IEnumerable<string> references)
    {
        try
        {
            var lines = string.Concat(references.Take(Most).Select(static r => r + "\n"));
            GeneratedFile.Write(path, Encoding.UTF8.GetBytes(lines));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
