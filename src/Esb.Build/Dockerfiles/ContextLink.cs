namespace Esb.Build.Dockerfiles;

/// <summary>Follows links as BuildKit does: a context is a world of its own, whose root nothing leaves.</summary>
internal static class ContextLink
{
    private const int MostLinks = 40;

    /// <summary>The real file behind a name in a folder.</summary>
    /// <returns>Absolute path; <see langword="null"/> when there is no file, also when a link leads to one only
    /// outside of the folder.</returns>
    public static string? Resolve(string root, string name)
    {
        var path = "/";
        var links = 0;
        var open = new Stack<string>([name]);
        while (open.TryPop(out var segment))
        {
            var next = SlashPath.Combine(path, segment);
            if (segment is ".." || new FileInfo(Path.Join(root, next)).LinkTarget is not { } target)
            {
                path = next;
                continue;
            }

            if (++links > MostLinks)
                return null;

            // What an absolute link leads to begins at the context's root.
            target = target.Replace('\\', '/');
            path = target.StartsWith('/') ? "/" : path;
            foreach (var part in target.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse())
                open.Push(part);
        }

        var file = new FileInfo(Path.Join(root, path));
        return file.Exists ? file.FullName : null;
    }
}
