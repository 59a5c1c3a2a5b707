using System.Text;
using Esb.Build.Engines;
using Esb.Build.Files;
using Esb.Build.Processes;
using Esb.Build.Records;
using Esb.Build.Tags;

namespace Esb.Build.Builds;

/// <summary>
/// Takes the immutable tags of replaced images away from the engine. Every build leaves an image under a tag of its
/// own; without this an engine would soon have thousands, and each question would cost it more. A tag is asked away
/// with every build until it is known to be gone: the engine's answer would cost the build more than all the rest that
/// comes after bake.
/// </summary>
/// <param name="path">Absolute path of the file that lists what is not known to be gone, a reference a line.</param>
internal sealed class ReplacedTags(string path)
{
    // What cannot be removed because containers use it must not cost every build more and more.
    private const int Most = 2000;

    /// <summary>Begins with it on a thread of its own.</summary>
    /// <param name="before">All records before the build.</param>
    /// <param name="built">What the build has recorded.</param>
    public Task Remove(
        IReadOnlyList<ImageRecord> before,
        IReadOnlyList<ImageRecord> built,
        (DockerSettings Docker, ICommandRunner Runner) with,
        CancellationToken cancellation)
    {
        var replaced = Replaced(before, built);
        return OwnThread.Run(() =>
        {
            var known = Read();
            var kept = EngineTags.Remove(
                with.Docker, [.. replaced.Concat(known).Except(Present(before, built), StringComparer.Ordinal)],
                with.Runner, cancellation);
            if (!kept.SequenceEqual(known, StringComparer.Ordinal))
                Write(kept);
        });
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
            return File.Exists(path) ? [.. File.ReadLines(path, Encoding.UTF8).Where(ImmutableTag.Is)] : [];
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
