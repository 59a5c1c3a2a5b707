using Esb.Build.Dockerfiles;

namespace Esb.Build.Fingerprints;

/// <summary>
/// The folders that this SDK writes, where a context has them in it: what building writes must not be a reason to build
/// again.
/// </summary>
internal static class OwnFolders
{
    /// <param name="entries">Folders before what is in them.</param>
    /// <param name="context">Absolute.</param>
    /// <param name="own">Absolute paths. A folder above one counts only if something else is in it too, because it may
    /// have been made for the one.</param>
    public static IReadOnlyList<ContextEntry> Without(
        IReadOnlyList<ContextEntry> entries, string context, IReadOnlyList<string> own)
    {
        var inside = own.Select(folder => RepositoryPath.Of(context, folder))
            .Where(static path => path.Length > 0 && !Path.IsPathFullyQualified(path))
            .ToList();
        if (inside.Count == 0)
            return entries;

        var kept = new List<ContextEntry>(entries.Count);
        // From the end: what is in a folder comes before it.
        for (var i = entries.Count - 1; i >= 0; i--)
        {
            var path = entries[i].Path;
            if (!inside.Exists(folder => IsIn(path, folder)) && !IsEmptyAbove(path, kept, inside))
                kept.Add(entries[i]);
        }

        kept.Reverse();
        return kept;
    }

    private static bool IsIn(string path, string folder) =>
        path.StartsWith(folder, StringComparison.Ordinal)
        && (path.Length == folder.Length || path[folder.Length] == '/');

    private static bool IsEmptyAbove(string path, List<ContextEntry> below, List<string> own) =>
        own.Exists(folder => folder.Length > path.Length && IsIn(folder, path))
        && (below.Count == 0 || !IsIn(below[^1].Path, path));
}
