namespace Esb.Docker.Tests.Mutations;

/// <summary>What people and programs do to files.</summary>
internal static class FileEdits
{
    private static readonly string[] Names = ["a", "b", "c.txt", "d/a", "d/b", "d/e/a", ".h", "ä ö", "x.log"];
    private static readonly int[] FileModes =
        [0b110_100_100, 0b111_101_101, 0b110_000_000, 0b110_110_100, 0b100_111_101_101];
    private static readonly int[] FolderModes = [0b111_101_101, 0b111_000_000, 0b111_111_101, 0b001_111_111_111];

    public static IReadOnlyList<Edit> All { get; } =
    [
        new("write", Write) { Weight = 4 },
        new("append", static r => On(Plain(r), static f => File.AppendAllText(f, "x"))),
        new("delete", static r => On(Plain(r), File.Delete)) { Weight = 2 },
        new("rename", Rename) { Weight = 2 },
        new("copy", Copy),
        new("chmod file", static r => On(Plain(r), f => Chmod(f, r.Any(FileModes)))) { Weight = 2 },
        new("chmod folder", static r => On(AnyFolder(r), f => Chmod(f, r.Any(FolderModes)))) { Weight = 2 },
        new("make folder", static r => On(r.Folder.Files[$"{r.Any(MutatedRepository.Trees)}/empty{r.Random.Next(3)}"],
            static f => Directory.CreateDirectory(f))),
        new("delete folder",
            static r => On(AnyFolder(r, below: true), static f => Directory.Delete(f, recursive: true))),
        new("link", Link) { Weight = 2 },
        new("file in place of folder", static r => On(AnyFolder(r, below: true), static f =>
        {
            Directory.Delete(f, recursive: true);
            File.WriteAllText(f, "was a folder");
        })),
    ];

    /// <summary>A file that is neither a Dockerfile nor an ignore file.</summary>
    public static string Plain(MutatedRepository repository)
    {
        var root = repository.Folder.Files[repository.Any(MutatedRepository.Trees)];
        string[] files =
        [
            .. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
                .Where(static f => !Path.GetFileName(f).Contains("ocker", StringComparison.Ordinal)
                    && new FileInfo(f).LinkTarget is null)
                .Order(StringComparer.Ordinal),
        ];
        return files.Length == 0 ? "" : repository.Any(files);
    }

    public static string On(string path, Action<string> action)
    {
        if (path.Length > 0)
            action(path);
        return path;
    }

    private static string AnyFolder(MutatedRepository repository, bool below = false)
    {
        var root = repository.Folder.Files[repository.Any(MutatedRepository.Trees)];
        string[] folders =
        [
            .. Directory.EnumerateDirectories(root, "*", SearchOption.AllDirectories)
                .Where(f => new DirectoryInfo(f).LinkTarget is null 
                    && !f.Equals(repository.Folder.Files["one/src"], StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
            .. below ? Array.Empty<string>() : [root],
        ];
        return folders.Length == 0 ? "" : repository.Any(folders);
    }

    private static string Place(MutatedRepository repository)
    {
        var path = repository.Folder.Files[$"{repository.Any(MutatedRepository.Trees)}/{repository.Any(Names)}"];
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return Path.Exists(path) || new FileInfo(path).LinkTarget is not null ? "" : path;
        }
        catch (IOException)
        {
            return ""; // A file or a dangling link is where the folder should be.
        }
    }

    private static string Write(MutatedRepository repository)
    {
        var old = repository.Random.Next(2) == 0 ? Plain(repository) : "";
        return On(old.Length > 0 ? old : Place(repository),
            path => File.WriteAllText(path, $"content {repository.Random.Next(4)}"));
    }

    private static string Rename(MutatedRepository repository)
    {
        var (from, to) = (Plain(repository), Place(repository));
        return from.Length == 0 || to.Length == 0 ? "" : $"{from} to {On(to, path => File.Move(from, path))}";
    }

    private static string Copy(MutatedRepository repository)
    {
        var (from, to) = (Plain(repository), Place(repository));
        return from.Length == 0 || to.Length == 0 ? "" : $"{from} to {On(to, path => File.Copy(from, path))}";
    }

    private static string Link(MutatedRepository repository)
    {
        string[] targets = ["a", "file", "../file", "nowhere", "d", "/etc/passwd", "."];
        var root = repository.Folder.Files[repository.Any(MutatedRepository.Trees)];
        var path = Path.Combine(root, $"link{repository.Random.Next(3)}");
        if (new FileInfo(path).LinkTarget is not null)
            File.Delete(path);
        File.CreateSymbolicLink(path, repository.Any(targets));
        return path;
    }

    private static void Chmod(string path, int mode) => File.SetUnixFileMode(path, (UnixFileMode)mode);
}
