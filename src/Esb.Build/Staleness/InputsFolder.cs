using Esb.Build.Diagnostics;
using Esb.Build.Files;
using Esb.Build.Fingerprints;
using Esb.Build.Records;

namespace Esb.Build.Staleness;

/// <summary>
/// The folder <c>inputs</c>: what images were or will be made of, one manifest a file, by fingerprint. The next
/// build says with them what changed; whether anything did is said by the fingerprints alone.
/// </summary>
public static class InputsFolder
{
    // More than these that nobody needs are not kept, however often it is planned and not built.
    private const int MostOthers = 200;

    // Another build may have written its own and not yet its plan.
    private static readonly TimeSpan Youngest = TimeSpan.FromMinutes(10);

    /// <summary>Adds the manifests that are not there yet.</summary>
    /// <param name="problems">Gets <see cref="Rules.CannotWrite"/>.</param>
    /// <exception cref="IOException">One that nobody needs cannot be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">One that nobody needs may not be removed.</exception>
    public static void Write(ProjectPaths paths, IReadOnlyCollection<ImageInputs> images, ProblemList problems)
    {
        var hasNew = false;
        foreach (var image in images)
        {
            var path = PathOf(paths.InputsDirectory, image.Fingerprint);
            if (File.Exists(path))
                continue;

            ManifestFile.Write(path, image.Manifest, problems);
            if (problems.HasErrors)
                return;
            hasNew = true;
        }

        if (hasNew && Directory.EnumerateFiles(paths.InputsDirectory).Count() > (2 * images.Count) + MostOthers)
            Trim(paths, images);
    }

    /// <returns><see langword="null"/> when it is not there or damaged.</returns>
    public static InputManifest? Read(string folder, string fingerprint) =>
        ManifestFile.Read(PathOf(folder, fingerprint));

    /// <summary>Removes the manifests that nobody will ask for: neither a record nor a plan has them.</summary>
    /// <param name="images">Of this build.</param>
    /// <exception cref="IOException">One cannot be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">One may not be removed.</exception>
    public static void Trim(ProjectPaths paths, IEnumerable<ImageKeys> images)
    {
        if (!Directory.Exists(paths.InputsDirectory))
            return;

        var wanted = ImagesRecord.Read(paths.ImagesFile).Select(static r => r.Fingerprint)
            .Concat(BuildPlanFile.Living(paths).SelectMany(static p => p.Images).Select(static i => i.Keys.Fingerprint))
            .Concat(images.Select(static i => i.Fingerprint)).ToHashSet(StringComparer.Ordinal);
        var youngest = TimeProvider.System.GetUtcNow().UtcDateTime - Youngest;
        foreach (var path in Directory.EnumerateFiles(paths.InputsDirectory))
        {
            if (!wanted.Contains(Path.GetFileName(path)) && File.GetLastWriteTimeUtc(path) < youngest)
                File.Delete(path);
        }
    }

    private static string PathOf(string folder, string fingerprint) => Path.Join(folder, fingerprint);
}
