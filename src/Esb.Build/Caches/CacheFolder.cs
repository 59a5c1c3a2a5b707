using System.Text;
using Esb.Build.Files;
using IoPath = System.IO.Path;

namespace Esb.Build.Caches;

/// <summary>
/// The local cache of one image, held by one build: whoever does not get it builds without. The lock lies beside the
/// folder, and the note of who had it last says when it was used.
/// </summary>
internal sealed class CacheFolder : IDisposable
{
    private const string ProjectFile = "project";
    private readonly FileLock _lock;

    private CacheFolder(string path, FileLock held) => (Path, _lock) = (path, held);

    /// <summary>Absolute.</summary>
    public string Path { get; }

    /// <returns><see langword="null"/> when another build has it.</returns>
    /// <param name="holder">One line that tells others who has it.</param>
    /// <exception cref="IOException">The folder or the lock cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">They may not be made.</exception>
    public static CacheFolder? TryTake(string path, string holder) =>
        FileLock.Take(LockOf(path), holder, TimeSpan.Zero, null, CancellationToken.None) is { } held
            ? new(path, held)
            : null;

    /// <summary>Who has it or had it last; empty where nobody knows.</summary>
    public static string HolderOf(string path) => FileLock.HolderOf(LockOf(path));

    /// <summary>When a build last used it; <see cref="DateTime.MinValue"/> where none did.</summary>
    public static DateTime LastUse(string path)
    {
        var note = new FileInfo(LockOf(path) + ".holder");
        return note.Exists ? note.LastWriteTimeUtc : DateTime.MinValue;
    }

    /// <summary>
    /// Whether nothing but a cache is there: a folder that somebody named by mistake may hold anything.
    /// </summary>
    /// <exception cref="IOException">It is a file, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static bool IsCache(string path) => (!File.Exists(path) && !Directory.Exists(path))
        || Directory.EnumerateFileSystemEntries(path).All(static entry =>
            IoPath.GetFileName(entry) is "blobs" or "ingest" or "oci-layout" or ProjectFile or "index.json"
                or "index.json.lock"
            || IoPath.GetFileName(entry).StartsWith($".{ProjectFile}.", StringComparison.Ordinal));

    /// <summary>Whether a build has left it, and nothing else is in it.</summary>
    public static bool IsOfABuild(string path) => File.Exists(LockOf(path)) && IsCache(path);

    /// <summary>Bytes of all that is in it.</summary>
    public static long SizeOf(string path)
    {
        try
        {
            return new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(static f => f.Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0; // Not there, or somebody is just removing it.
        }
    }

    /// <summary>Absolute path of the project that used it last; empty where nobody knows.</summary>
    public static string ProjectOf(string path)
    {
        try
        {
            var relative = File.ReadAllText(IoPath.Combine(path, ProjectFile), Encoding.UTF8);
            return IoPath.GetFullPath(relative, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return "";
        }
    }

    /// <summary>Remembers the project that uses it.</summary>
    public void WriteProject(string project)
    {
        var relative = IoPath.GetRelativePath(Path, project);
        GeneratedFile.Write(IoPath.Combine(Path, ProjectFile), Encoding.UTF8.GetBytes(relative));
    }

    /// <summary>Removes what is in it, first the index: a folder without one is an empty cache.</summary>
    /// <exception cref="IOException">Something cannot be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">Something may not be removed.</exception>
    public void Clear()
    {
        if (!Directory.Exists(Path))
            return;

        File.Delete(IoPath.Combine(Path, "index.json"));
        Directory.Delete(Path, recursive: true);
    }

    /// <summary>
    /// Removes what its index does not lead to: BuildKit only adds, and a build that was killed leaves halves.
    /// </summary>
    /// <returns>Bytes that were removed.</returns>
    /// <exception cref="IOException">Something cannot be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">Something may not be removed.</exception>
    public long Sweep()
    {
        var content = CacheReader.Read(Path);
        if (content.Damage.Length > 0)
            return 0;

        // The folder itself stays: BuildKit makes it where it is missing, also to read alone.
        var ingest = new DirectoryInfo(IoPath.Combine(Path, "ingest"));
        var removed = SizeOf(ingest.FullName);
        foreach (var half in ingest.Exists ? ingest.GetDirectories() : [])
            half.Delete(recursive: true);

        var blobs = new DirectoryInfo(CacheBlob.FolderIn(Path));
        var kept = content.Blobs.Select(static b => b.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var file in blobs.Exists ? blobs.GetFiles() : [])
        {
            if (kept.Contains(file.Name))
                continue;

            removed += file.Length;
            file.Delete();
        }

        return removed;
    }

    public void Dispose() => _lock.Dispose();

    private static string LockOf(string path) => path + ".lock";
}
