namespace Esb.Build.Fingerprints;

/// <summary>Paths as every clone has them.</summary>
internal static class RepositoryPath
{
    /// <param name="root">Absolute.</param>
    /// <param name="path">Absolute.</param>
    /// <returns>
    /// Relative with <c>/</c>, empty for the root itself; a path outside of the repository stays as it is.
    /// </returns>
    public static string Of(string root, string path)
    {
        var folder = Path.TrimEndingDirectorySeparator(root);
        if (!path.StartsWith(folder, StringComparison.Ordinal))
            return path;

        var rest = path.AsSpan(folder.Length);
        if (rest.IsEmpty || folder.EndsWith(Path.DirectorySeparatorChar))
            return Slashes(rest);

        return rest[0] == Path.DirectorySeparatorChar ? Slashes(rest[1..]) : path;
    }

    private static string Slashes(ReadOnlySpan<char> path) =>
        Path.TrimEndingDirectorySeparator(path).ToString().Replace(Path.DirectorySeparatorChar, '/');
}
