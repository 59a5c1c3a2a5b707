using System.Text;

namespace Esb.Build.Dockerfiles;

/// <summary>Paths with <c>/</c>, as ignore files and images have them on every operating system.</summary>
internal static class SlashPath
{
    /// <summary>
    /// The shortest equal path: no <c>.</c>, no doubled or trailing slash, <c>..</c> taken back where it can be, above
    /// the root none.
    /// Nothing becomes <c>.</c>.
    /// </summary>
    public static string Clean(string path)
    {
        var isRooted = path.StartsWith('/');
        var clean = new StringBuilder(path.Length).Append(isRooted ? "/" : "");
        var floor = clean.Length; // what ".." cannot take away
        foreach (var range in path.AsSpan().Split('/'))
        {
            var segment = path.AsSpan(range);
            if (segment is "" or ".")
                continue;

            if (segment is not "..")
                Append(clean, segment);
            else if (clean.Length > floor)
                RemoveLast(clean, floor);
            else if (!isRooted)
                floor = Append(clean, segment);
        }

        return clean.Length == 0 ? "." : clean.ToString();
    }

    /// <summary>Relative to a rooted path; a rooted one stands for itself.</summary>
    public static string Combine(string folder, string path) =>
        Clean(path.StartsWith('/') ? path : folder + "/" + path);

    private static int Append(StringBuilder clean, ReadOnlySpan<char> segment)
    {
        if (clean.Length > 0 && clean[^1] != '/')
            clean.Append('/');
        return clean.Append(segment).Length;
    }

    private static void RemoveLast(StringBuilder clean, int floor)
    {
        var end = clean.Length - 1;
        while (end > floor && clean[end] != '/')
            end--;
        clean.Length = end;
    }
}
