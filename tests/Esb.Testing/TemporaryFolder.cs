namespace Esb.Testing;

/// <summary>A folder of its own for one test, deleted with it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private const string Prefix = "esb-";
    private const string Memory = "/dev/shm";
    private const long EnoughMemory = 2L << 30;

    public TemporaryFolder(string suffix = "")
    {
        // Resolved, because git answers with the real path and a temporary folder may lie behind a link.
        Root = Directory.CreateTempSubdirectory(Prefix).FullName;
        if (suffix.Length > 0)
            Root = Directory.CreateDirectory(Path.Combine(Root, suffix)).FullName;
    }

    private TemporaryFolder(DirectoryInfo folder) => Root = folder.FullName;

    /// <summary>Absolute path.</summary>
    public string Root { get; }

    /// <summary>
    /// For what waits for the disk after each write, and need not outlive a crash: in memory, where the system has a
    /// place for that.
    /// </summary>
    public static TemporaryFolder InMemory() =>
        Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace > EnoughMemory
            ? new(Directory.CreateDirectory(Path.Combine(Memory, Prefix + Path.GetRandomFileName())))
            : new();

    /// <summary>The absolute path of something inside.</summary>
    public string this[string relative] => Path.GetFullPath(relative, Root);

    /// <summary>Writes a text file (UTF-8, no BOM), with its folders.</summary>
    /// <returns>Its absolute path.</returns>
    public string Write(string relative, string content)
    {
        var path = this[relative];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    public string Read(string relative) => File.ReadAllText(this[relative]);

    public void Dispose()
    {
        var top = Root;
        while (!Path.GetFileName(top).StartsWith(Prefix, StringComparison.Ordinal))
            top = Path.GetDirectoryName(top)!;
        if (Directory.Exists(top))
            Directory.Delete(top, recursive: true);
    }
}
