using Esb.Build.Files;

namespace Esb.Build.Git;

/// <summary>The folders at which <c>GIT_CEILING_DIRECTORIES</c> ends git's walk upwards.</summary>
internal static class GitCeilings
{
    /// <summary>
    /// Whether a repository at <paramref name="parent"/> may not be found from <paramref name="start"/>.
    /// </summary>
    public static bool Hide(string start, string parent, IReadOnlyDictionary<string, string> environment)
    {
        foreach (var ceiling in environment.GetValueOrDefault("GIT_CEILING_DIRECTORIES", "").Split(Path.PathSeparator))
        {
            if (!Path.IsPathFullyQualified(ceiling))
                continue;

            // The folder that the search begins in is always looked at.
            var (from, real) = (RealPath.Of(start), RealPath.Of(ceiling));
            if (IsBelow(from, real) && !IsBelow(RealPath.Of(parent), real))
                return true;
        }

        return false;
    }

    /// <summary>Whether a path is a folder or something in it; both absolute, links resolved.</summary>
    public static bool IsIn(string path, string folder) =>
        string.Equals(path, folder, StringComparison.Ordinal) || IsBelow(path, folder);

    private static bool IsBelow(string path, string folder) =>
        path.StartsWith(
            Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
