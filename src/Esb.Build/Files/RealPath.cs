namespace Esb.Build.Files;

/// <summary>Resolves links, as git does before it compares folders.</summary>
public static class RealPath
{
    // Linux gives up after 40 links, too.
    private const int MostLinks = 40;

    /// <summary>
    /// The same place with no link in its path and no separator at its end; parts that do not exist are kept.
    /// </summary>
    /// <param name="path">Absolute.</param>
    public static string Of(string path)
    {
        var rest = new Stack<string>();
        var root = Push(rest, path);
        var real = root;
        for (var links = 0; rest.TryPop(out var part);)
        {
            var next = Path.Combine(real, part);
            if (new FileInfo(next).LinkTarget is not { } target || ++links > MostLinks)
            {
                real = next;
                continue;
            }

            var top = Push(rest, Path.GetFullPath(target, real));
            real = top;
        }

        return real;
    }

    private static string Push(Stack<string> rest, string path)
    {
        var full = Path.GetFullPath(path, Path.GetPathRoot(path)!);
        var root = Path.GetPathRoot(full)!;
        var parts = full[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        foreach (var part in parts.Reverse())
            rest.Push(part);
        return root;
    }
}
