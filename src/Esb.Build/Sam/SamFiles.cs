using System.Text;
using Esb.Build.Files;

namespace Esb.Build.Sam;

/// <summary>Plan → files in <c>obj/esb/functions</c>.</summary>
public static class SamFiles
{
    private const string Dockerfile = "Dockerfile";
    private const string IgnoreFile = "Dockerfile.dockerignore";

    /// <summary>
    /// Writes Dockerfiles and ignore files, each only when it differs, and takes away those of functions that are gone.
    /// </summary>
    /// <exception cref="IOException">A file cannot be written or deleted.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be written or deleted.</exception>
    public static void Write(SamPlan plan, SamSettings settings)
    {
        foreach (var file in plan.Functions.SelectMany(static f => f.Files))
            GeneratedFile.WriteForImages(file.Path, Encoding.UTF8.GetBytes(file.Text));

        var kept = plan.Functions.Where(static f => f.Files.Count > 0).Select(static f => f.Image.Name)
            .ToHashSet(StringComparer.Ordinal);
        var folder = new DirectoryInfo(FolderOf(settings.OutputFolder));
        foreach (var gone in folder.Exists ? folder.EnumerateDirectories() : [])
        {
            if (!kept.Contains(gone.Name) && IsOurs(gone))
                Remove(gone.FullName);
        }
    }

    /// <summary>The folder of the generated files: absolute, as <paramref name="output"/>.</summary>
    public static string FolderOf(string output, string image = "") => Path.Join(output, "functions", image);

    // Not a link to somewhere else, and with a Dockerfile that says it is made for the function of this name.
    private static bool IsOurs(DirectoryInfo folder)
    {
        var dockerfile = Path.Combine(folder.FullName, Dockerfile);
        return folder.LinkTarget is null && File.Exists(dockerfile)
            && DockerfileTemplate.HeaderOf(folder.Name).Equals(
                File.ReadLines(dockerfile).FirstOrDefault(), StringComparison.Ordinal);
    }

    // What somebody else has put there stays, and the folder with it. The Dockerfile goes last: it says whose this is.
    private static void Remove(string folder)
    {
        File.Delete(Path.Combine(folder, IgnoreFile));
        File.Delete(Path.Combine(folder, Dockerfile));
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }
}
