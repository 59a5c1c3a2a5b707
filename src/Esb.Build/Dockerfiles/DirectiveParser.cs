namespace Esb.Build.Dockerfiles;

/// <summary>
/// Reads the <c># key=value</c> lines at the top: only the known keys, only before anything else, an unknown one ends
/// them. BuildKit looks for <c>syntax</c> more widely than for the others: also after a <c>#!</c> line, and written
/// with <c>//</c>.
/// </summary>
internal static class DirectiveParser
{
    public static Directives Parse(string text)
    {
        var syntax = Find(text, "#", "syntax") ?? Find(text, "//", "syntax");
        var blank = syntax?.IndexOf(' ', StringComparison.Ordinal) ?? -1;
        var escape = text.StartsWith("#!", StringComparison.Ordinal) ? null : Find(text, "#", "escape");
        return new(blank < 0 ? syntax : syntax![..blank], Find(text, "#", "check"), escape is "`" ? '`' : '\\');
    }

    private static string? Find(string text, string comment, string key)
    {
        var lines = new SourceLines(text);
        while (lines.MoveNext())
        {
            if (lines.Number == 1 && lines.Current.StartsWith("#!"))
                continue;

            var line = lines.Current.TrimStart();
            var equals = line.IndexOf('=');
            if (!line.StartsWith(comment, StringComparison.Ordinal) || equals < 0)
                return null;

            var name = line[comment.Length..equals].Trim();
            var value = line[(equals + 1)..].Trim();
            if (value.Length == 0 || !IsKnown(name))
                return null;

            if (name.Equals(key, StringComparison.OrdinalIgnoreCase))
                return value.ToString();
        }

        return null;
    }

    private static bool IsKnown(ReadOnlySpan<char> name) =>
        name.Equals("syntax", StringComparison.OrdinalIgnoreCase)
        || name.Equals("escape", StringComparison.OrdinalIgnoreCase)
        || name.Equals("check", StringComparison.OrdinalIgnoreCase);
}
