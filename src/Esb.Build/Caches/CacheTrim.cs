using Esb.Build.Files;

namespace Esb.Build.Caches;

/// <summary>Keeps local caches small: BuildKit only ever adds to them.</summary>
internal sealed class CacheTrim(CacheOwner owner)
{
    /// <summary>
    /// Removes what no index leads to, and then, while all caches together are larger than the limit, whole ones: first
    /// those of images that are no more, then those that were used longest ago.
    /// </summary>
    /// <param name="held">The caches that the build has.</param>
    /// <returns>A line that says what is gone; empty where nothing is.</returns>
    public string Run(IReadOnlyCollection<CacheFolder> held)
    {
        var swept = held.Sum(static folder => Try(folder.Sweep));
        var folder = Path.GetDirectoryName(Path.GetDirectoryName(held.First().Path))!;
        var all = Candidates(folder);
        var total = all.Sum(static c => c.Size);
        var gone = new List<string>();
        foreach (var (path, size) in all)
        {
            if (total <= owner.Settings.Limit || Remove(path, held) == 0)
                continue;

            total -= size;
            gone.Add($"{Path.GetRelativePath(folder, path)} ({ByteSize.Text(size)})");
        }

        return Line(swept, gone);
    }

    private string Line(long swept, List<string> gone)
    {
        var parts = new List<string>();
        if (swept > 0)
            parts.Add($"{ByteSize.Text(swept)} of older builds removed");
        if (gone.Count > 0)
            parts.Add($"removed to stay below {ByteSize.Text(owner.Settings.Limit)}: {string.Join(", ", gone)}");
        return parts.Count == 0 ? "" : "caches  " + string.Join("; ", parts);
    }

    private List<(string Path, long Size)> Candidates(string folder)
    {
        try
        {
            return owner.Settings.Limit == 0 ? [] :
            [
                .. Directory.EnumerateDirectories(folder).SelectMany(Directory.EnumerateDirectories)
                    .Where(CacheFolder.IsOfABuild)
                    .OrderBy(IsWanted).ThenBy(CacheFolder.LastUse).ThenBy(static p => p, StringComparer.Ordinal)
                    .Select(static path => (path, CacheFolder.SizeOf(path))),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // Another project's images are unknown here; but whether there is that project is seen.
    private bool IsWanted(string path)
    {
        if (owner.Known.Contains(path))
            return true;

        var project = CacheFolder.ProjectOf(path);
        return !project.Equals(owner.Settings.ProjectFile, StringComparison.Ordinal)
            && (project.Length == 0 || File.Exists(project));
    }

    private long Remove(string path, IReadOnlyCollection<CacheFolder> held)
    {
        if (held.FirstOrDefault(h => h.Path.Equals(path, StringComparison.Ordinal)) is { } own)
            return Try(() => Clear(own));

        return Try(() =>
        {
            using var other = CacheFolder.TryTake(path, owner.Note);
            return other is null ? 0 : Clear(other);
        });
    }

    private static long Clear(CacheFolder folder)
    {
        folder.Clear();
        return 1;
    }

    // What stays is looked at again after the next build.
    private static long Try(Func<long> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
