using Esb.Build.Definitions;
using Esb.Build.Diagnostics;
using Esb.Build.Dockerfiles;
using Esb.Build.Files;
using Esb.Build.Images;

namespace Esb.Build.Fingerprints;

/// <summary>A local context of an image.</summary>
/// <param name="Ignore">The ignore file that applies.</param>
internal sealed record ContextScan(string Name, InputFiles Files, InputFiles? Ignore);

/// <summary>The files of an image.</summary>
/// <param name="Dockerfile"><see langword="null"/> where BuildKit fetches it with the context.</param>
internal sealed record ImageScan(InputFiles? Dockerfile, IReadOnlyList<ContextScan> Contexts);

/// <summary>
/// Finds all files of all images, each folder once however many images use it, and reads those that have to be read.
/// </summary>
internal sealed class InputScan(FingerprintRequest request, CancellationToken cancellation)
{
    private readonly Dictionary<(string Folder, string IgnoreFile), InputFiles> _contexts = [];
    private readonly Dictionary<string, InputFiles> _singles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _ignoreFiles = new(StringComparer.Ordinal);

    public ImageScan Add(ImageDefinition image)
    {
        var contexts = new List<ContextScan>(image.Contexts.Count + 1);
        var isLocal = Path.IsPathFullyQualified(image.Context);
        if (isLocal)
        {
            var ignore = IgnoreFile.Locate(image.Dockerfile, image.Context) ?? "";
            contexts.Add(Context(InputManifest.MainContext, image.Context, ignore));
        }

        foreach (var (name, folder) in image.Contexts)
        {
            if (Path.IsPathFullyQualified(folder))
                contexts.Add(Context(InputManifest.NamedContext + name, folder, IgnoreFileOf(folder)));
        }

        return new(isLocal ? Single(image.Dockerfile) : null, contexts);
    }

    /// <summary>
    /// In what the files differ from what was remembered of them; known when they were read.
    /// </summary>
    public SentChanges Changes { get; private set; } = SentChanges.None;

    /// <summary>The newest time stamp of all files, nanoseconds since 1970.</summary>
    public long Modified => All.Select(static f => f.Modified).DefaultIfEmpty().Max();

    private IEnumerable<InputFiles> All => _contexts.Values.Concat(_singles.Values);

    /// <summary>Reads what was added.</summary>
    /// <param name="problems">Gets what cannot be read, and <see cref="Rules.CannotWrite"/> for the cache.</param>
    public void Read(ProblemList problems)
    {
        InputFiles[] all = [.. All];
        var cache = StatCacheFile.Read(request.CacheFile, request.FormatVersion, keepsAll: request.IsPart);
        var options = new ParallelOptions { CancellationToken = cancellation };
        Parallel.For(0, all.Length, options, i => all[i].List(cache, options));

        var unknown = new List<UnknownFile>();
        foreach (var files in all)
            unknown.AddRange(files.Unknown);
        if (Clock(unknown.Count, problems) is { } clock)
        {
            var read = UnknownFiles.Read(unknown, clock, options);
            Changes = ChangesOf(all, unknown, cache.Forgets);
            foreach (var files in all)
                read.AddRange(files.Folders);
            Remember(cache, read, problems);
        }

        Parallel.For(0, all.Length, options, i => all[i].Finish());
        foreach (var files in all)
        {
            foreach (var problem in files.Problems.Found)
                problems.Add(problem);
        }
    }

    // From before the first file is read, and after all were looked at: a change in between shows by itself.
    private FileSystemClock? Clock(int unknown, ProblemList problems)
    {
        var folder = Path.GetDirectoryName(request.CacheFile)!;
        try
        {
            return unknown == 0 ? new() : FileSystemClock.Read(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(WriteFailure.Of(e, folder));
            return null;
        }
    }

    private static SentChanges ChangesOf(InputFiles[] all, List<UnknownFile> read, bool forgets)
    {
        var changes = SentChanges.None with { IsForgotten = forgets };
        foreach (var file in read)
        {
            var isSame = file.Known is { } old && old.Modified == file.Status.Modified
                && old.Digest == file.Files.Files[file.Index].Digest;
            if (!isSame)
                changes = changes with { Oldest = Math.Min(changes.Oldest, file.Status.Modified) };
        }

        return all.Select(static files => files.FolderChanges).Aggregate(changes, static (sum, one) => sum with
        {
            HasChangedFolder = sum.HasChangedFolder || one.HasChangedFolder,
            HasNewFolder = sum.HasNewFolder || one.HasNewFolder,
        });
    }

    // The epoch before the files: a build that is killed in between must not know the files and keep the epoch.
    private void Remember(StatCache cache, List<StatRecord> read, ProblemList problems)
    {
        if (cache.Merge(read) is not { } records)
            return;

        if (Changes != SentChanges.None)
            BeginEpoch(problems);
        StatCacheFile.Write(request.CacheFile, request.FormatVersion, records, problems);
    }

    private void BeginEpoch(ProblemList problems)
    {
        try
        {
            TransferEpochFile.Write(
                request.EpochFile, epoch => epoch.Notices(Changes) ? epoch : TransferEpoch.Begin());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(WriteFailure.Of(e, request.EpochFile));
        }
    }

    private ContextScan Context(string name, string folder, string ignoreFile)
    {
        if (!_contexts.TryGetValue((folder, ignoreFile), out var files))
        {
            files = new(folder, RepositoryPath.Of(request.RepositoryRoot, folder))
            {
                IgnoreFile = ignoreFile,
                Own = request.OwnFolders,
            };
            _contexts[(folder, ignoreFile)] = files;
        }

        return new(name, files, ignoreFile.Length > 0 ? Single(ignoreFile) : null);
    }

    private string IgnoreFileOf(string folder)
    {
        if (!_ignoreFiles.TryGetValue(folder, out var path))
            _ignoreFiles[folder] = path = IgnoreFile.Locate(null, folder) ?? "";
        return path;
    }

    private InputFiles Single(string path)
    {
        if (_singles.TryGetValue(path, out var file))
            return file;

        var folder = Path.GetDirectoryName(path)!;
        file = new(folder, RepositoryPath.Of(request.RepositoryRoot, folder)) { Single = Path.GetFileName(path) };
        _singles[path] = file;
        return file;
    }
}
