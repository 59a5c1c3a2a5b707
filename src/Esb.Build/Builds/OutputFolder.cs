using System.Text;
using Esb.Build.Diagnostics;
using Esb.Build.Files;

namespace Esb.Build.Builds;

/// <summary>
/// A project's own folder for generated files, <c>obj/esb/&lt;project file&gt;</c>: nobody else's files are in it, so
/// that it may be left out of contexts and cleaned.
/// </summary>
public static class OutputFolder
{
    /// <summary>The lock of whoever builds images into the folder.</summary>
    public const string LockName = "bake.lock";

    private const string OwnerFile = ".project";
    private const string IgnoreFile = ".gitignore";

    private static readonly string[] Files =
    [
        OwnerFile, IgnoreFile, LockName, LockName + ".holder", "functions.yml",
    ];

    private static readonly string[] Folders = ["functions", "inputs", "plans", "contexts", "dockerfiles"];

    // Of builds that were killed, too.
    private static readonly string[] TemporaryPrefixes = [".bake-call-", ".bake-metadata-"];

    /// <summary>Makes the folder the project's own, and tells git and all other projects to leave it alone.</summary>
    /// <param name="problems">Gets what stands against it: another project has it, or files of somebody else.</param>
    /// <returns>Whether it may be written to.</returns>
    public static bool Prepare(ProjectPaths paths, ProblemList problems)
    {
        var folder = paths.OutputDirectory;
        try
        {
            if (Directory.Exists(folder) && !IsOurs(paths, problems))
                return false;

            GeneratedFile.Write(Path.Join(folder, OwnerFile), Note(paths.RepositoryRoot, paths.ProjectFile));
            GeneratedFile.Write(Path.Join(folder, IgnoreFile), "*\n"u8);
            GeneratedFile.Write(paths.OutputNote, Note(paths.RepositoryRoot, folder));
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(WriteFailure.Of(e, folder));
            return false;
        }
    }

    /// <summary>
    /// Deletes what this SDK has made in the folder, and the folder itself where nothing else is in it. Nobody may be
    /// building into it meanwhile.
    /// </summary>
    /// <exception cref="IOException">Something cannot be deleted.</exception>
    /// <exception cref="UnauthorizedAccessException">Something may not be deleted.</exception>
    public static void Clean(ProjectPaths paths)
    {
        var folder = paths.OutputDirectory;
        foreach (var file in (string[])[paths.BakeFile, paths.ImagesFile, paths.PlanFile])
            File.Delete(file);
        if (!Directory.Exists(folder) || !File.Exists(Path.Join(folder, OwnerFile)))
            return;

        ContextLinks.Remove(Path.Join(folder, "contexts"));
        foreach (var name in Folders)
        {
            if (Directory.Exists(Path.Join(folder, name)))
                Directory.Delete(Path.Join(folder, name), recursive: true);
        }

        foreach (var file in Directory.EnumerateFiles(folder).Where(static f => IsTemporary(Path.GetFileName(f))))
            File.Delete(file);
        foreach (var name in Files)
            File.Delete(Path.Join(folder, name));
        DeleteEmpty(folder);
        // The default's parent, which is there for nothing else.
        if (Path.GetDirectoryName(folder) is { } parent && Path.GetFileName(parent) is "esb")
            DeleteEmpty(parent);
    }

    private static void DeleteEmpty(string folder)
    {
        if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }

    private static bool IsOurs(ProjectPaths paths, ProblemList problems)
    {
        var folder = paths.OutputDirectory;
        var known = Files.Concat(Folders)
            .Concat(((string[])[paths.BakeFile, paths.ImagesFile, paths.PlanFile]).Select(Path.GetFileName))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var name in Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).OfType<string>())
        {
            if (known.Contains(name) || IsTemporary(name))
                continue;

            problems.Add(Rules.ForeignOutput, new(paths.ProjectFile), folder, name);
            return false;
        }

        var owner = Path.Join(folder, OwnerFile);
        var own = Note(paths.RepositoryRoot, paths.ProjectFile);
        if (!File.Exists(owner) || File.ReadAllBytes(owner).AsSpan().SequenceEqual(own))
            return true;

        var other = File.ReadAllText(owner).TrimEnd('\n');
        if (!File.Exists(Path.GetFullPath(other, paths.RepositoryRoot)))
            return true; // it was renamed, or moved
        problems.Add(Rules.SharedOutput, new(paths.ProjectFile), folder, other);
        return false;
    }

    private static bool IsTemporary(string name) =>
        TemporaryPrefixes.Any(p => name.StartsWith(p, StringComparison.Ordinal))
        || (name.StartsWith('.') && name.EndsWith(".tmp", StringComparison.Ordinal));

    // As every clone has it: the folder may be kept from one to the next.
    private static byte[] Note(string root, string path) =>
        Encoding.UTF8.GetBytes(Path.GetRelativePath(root, path).Replace('\\', '/') + "\n");
}
