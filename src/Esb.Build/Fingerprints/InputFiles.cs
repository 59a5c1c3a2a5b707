using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;
using Esb.Build.Diagnostics;
using Esb.Build.Dockerfiles;
using Esb.Build.Files;

namespace Esb.Build.Fingerprints;

/// <summary>
/// The files of one context, or one file alone, on the way to their digests. Several images may share them; threads may
/// not, while they are listed (which may take several of its own).
/// </summary>
internal sealed class InputFiles(string folder, string place)
{
    // To share out fewer costs more than it gains.
    private const int FewestAtOnce = 4_096;
    private readonly PathHash _folderHash = PathHash.Empty.Append(place).Append("/");

    /// <summary>Name of a file in the folder; empty: all that a context there sends.</summary>
    public string Single { get; init; } = "";

    /// <summary>Absolute path of the ignore file; empty without one.</summary>
    public string IgnoreFile { get; init; } = "";

    /// <summary>Absolute paths of folders that count for nothing; see <see cref="OwnFolders"/>.</summary>
    public IReadOnlyList<string> Own { get; init; } = [];

    /// <summary>The folder as every clone has it.</summary>
    public string Place { get; } = place;

    /// <summary>A single file as every clone has it; its own name where it lies outside of the repository.</summary>
    public string Name => Place.Length == 0 || Path.IsPathFullyQualified(Place) ? Single : Place + "/" + Single;

    public ProblemList Problems { get; } = new();

    public FileInput[] Files { get; private set; } = [];

    /// <summary>Of all together.</summary>
    public ContentDigest Digest { get; private set; }

    /// <summary>Files that must be read, because nothing is known of them or it may not be trusted.</summary>
    public List<UnknownFile> Unknown { get; } = [];

    /// <summary>What is to be remembered of folders that are new or have other permissions.</summary>
    public List<StatRecord> Folders { get; } = [];

    /// <summary>How the folders differ from what is remembered of them.</summary>
    public SentChanges FolderChanges { get; private set; } = SentChanges.None;

    /// <summary>When one of them was last changed in any way (<c>ctime</c>), nanoseconds since 1970.</summary>
    public long Changed { get; private set; }

    /// <summary>The newest time stamp (<c>mtime</c>) of all, nanoseconds since 1970.</summary>
    public long Modified { get; private set; }

    public string PathOf(int index) => Path.Join(folder, Files[index].Path);

    /// <summary>Finds the files, and the digests of those that are known.</summary>
    public void List(StatCache cache, ParallelOptions options)
    {
        Changed = Single.Length > 0 ? 0 : FolderChanged();
        var entries = Single.Length > 0 ? [.. One()] : Enumerate(options.CancellationToken);
        Files = new FileInput[entries.Count];
        var isKnown = new bool[entries.Count];
        void FindPart(int from, int end) => Find(cache, entries, isKnown.AsSpan(from, end - from), from);
        if (entries.Count < FewestAtOnce)
            FindPart(0, entries.Count);
        else
            Parallel.ForEach(Partitioner.Create(0, entries.Count), options, part => FindPart(part.Item1, part.Item2));

        for (var i = 0; i < isKnown.Length; i++)
        {
            var status = entries[i].Status;
            Changed = Math.Max(Changed, status.Identity.Changed);
            Modified = Math.Max(Modified, status.Modified);
            if (!isKnown[i])
                AddUnknown(cache, i, status);
        }
    }

    /// <summary>Takes the result of reading one of <see cref="Unknown"/>.</summary>
    public void Take(int index, ContentDigest digest) => Files[index] = Files[index] with { Digest = digest };

    /// <summary>Computes <see cref="Digest"/>, when all files are known.</summary>
    public void Finish() => Digest = Single.Length == 0 ? ManifestBytes.Digest(Files)
        : Files.Length > 0 ? Files[0].Digest
        : default;

    private void Find(StatCache cache, IReadOnlyList<ContextEntry> entries, Span<bool> isKnown, int from)
    {
        for (var i = 0; i < isKnown.Length; i++)
        {
            var (path, status) = entries[from + i];
            (var digest, isKnown[i]) = Find(cache, path, status);
            Files[from + i] = new(path, status.Mode, digest);
        }
    }

    private (ContentDigest Digest, bool IsKnown) Find(StatCache cache, string path, FileStatus status)
    {
        switch (status.Kind)
        {
            case ContextEntryKind.File:
                return cache.Find(_folderHash.Append(path)) is { } record && record.Holds(status)
                    ? (record.Digest, true)
                    : (default, false);
            case ContextEntryKind.Folder:
                var hash = _folderHash.Append(path);
                return (default, cache.Find(hash) == StatRecord.OfFolder(hash.Value, status));
            case ContextEntryKind.Link when Single.Length == 0:
                return (LinkTarget(path), true);
            default:
                return (default, true);
        }
    }

    private void AddUnknown(StatCache cache, int index, FileStatus status)
    {
        var path = _folderHash.Append(Files[index].Path);
        var known = cache.Find(path);
        if (status.Kind == ContextEntryKind.File)
        {
            Unknown.Add(new(this, index, status) { Path = path.Value, Known = known });
            return;
        }

        Folders.Add(StatRecord.OfFolder(path.Value, status));
        FolderChanges = known is null
            ? FolderChanges with { HasNewFolder = true }
            : FolderChanges with { HasChangedFolder = true };
    }

    // Of the folder itself, which is no entry: one that is renamed away and back touches nothing in it.
    private long FolderChanged()
    {
        try
        {
            return FileStatus.ReadTarget(folder)?.Identity.Changed ?? 0;
        }
        catch (IOException)
        {
            // Whoever lists it says so.
            return 0;
        }
    }

    private IReadOnlyList<ContextEntry> Enumerate(CancellationToken cancellation)
    {
        var ignore = IgnoreFile.Length > 0 ? Dockerfiles.IgnoreFile.Read(IgnoreFile, Problems) : null;
        var all = ContextFiles.Enumerate(folder, IgnoreMatcher.Of(ignore), Problems, cancellation);
        return OwnFolders.Without(all, folder, Own);
    }

    private IEnumerable<ContextEntry> One()
    {
        var path = Path.Join(folder, Single);
        var reason = "it does not exist.";
        try
        {
            if (FileStatus.ReadTarget(path) is { } status)
                return [new(Single, status)];
        }
        catch (IOException e)
        {
            reason = e.Message;
        }

        Problems.Add(Rules.CannotRead, new(path), path, reason);
        return [];
    }

    private ContentDigest LinkTarget(string path) =>
        FileHasher.Hash(Encoding.UTF8.GetBytes(new FileInfo(Path.Join(folder, path)).LinkTarget ?? ""));
}

/// <summary>A file that must be read.</summary>
/// <param name="Status">From before it is read.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct UnknownFile(InputFiles Files, int Index, FileStatus Status)
{
    public required ulong Path { get; init; }

    /// <summary>What was remembered of it.</summary>
    public required StatRecord? Known { get; init; }
}
