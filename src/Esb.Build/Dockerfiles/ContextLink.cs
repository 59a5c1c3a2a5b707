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
        var path = "/" + name;
        for (var i = 0; i < MostLinks; i++)
        {
            var file = new FileInfo(Path.Join(root, path));
            if (file.LinkTarget is not { } target)
                return file.Exists ? file.FullName : null;

            path = SlashPath.Combine(SlashPath.Clean(path + "/.."), target.Replace('\\', '/'));
        }

        return null;
    }
}
