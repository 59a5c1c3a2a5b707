using Esb.Build.Diagnostics;
using Esb.Build.Fingerprints;

namespace Esb.Build.Staleness;

/// <summary>
/// The folder <c>obj/esb/inputs</c>: what images were or will be made of, one manifest a file, by fingerprint. The next
/// build says with them what changed; whether anything did is said by the fingerprints alone.
/// </summary>
public static class InputsFolder
{
    /// <summary>Adds the manifests that are not there yet.</summary>
    /// <param name="folder">Absolute; made where missing.</param>
    /// <param name="problems">Gets <see cref="Rules.CannotWrite"/>.</param>
    public static void Write(string folder, IEnumerable<ImageInputs> images, ProblemList problems)
    {
        foreach (var image in images)
        {
            var path = PathOf(folder, image.Fingerprint);
            if (!File.Exists(path))
                ManifestFile.Write(path, image.Manifest, problems);
        }
    }

    /// <returns><see langword="null"/> when it is not there or damaged.</returns>
    public static InputManifest? Read(string folder, string fingerprint) =>
        ManifestFile.Read(PathOf(folder, fingerprint));

    /// <summary>Removes the manifests that nobody will ask for.</summary>
    /// <param name="wanted">Fingerprints.</param>
    public static void Trim(string folder, IReadOnlySet<string> wanted)
    {
        if (!Directory.Exists(folder))
            return;

        foreach (var path in Directory.EnumerateFiles(folder))
        {
            if (!wanted.Contains(Path.GetFileName(path)))
                File.Delete(path);
        }
    }

    private static string PathOf(string folder, string fingerprint) => Path.Join(folder, fingerprint);
}
