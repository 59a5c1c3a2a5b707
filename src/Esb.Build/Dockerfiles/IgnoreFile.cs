using Esb.Build.Diagnostics;

namespace Esb.Build.Dockerfiles;

/// <summary>A <c>.dockerignore</c>, as BuildKit reads it.</summary>
/// <param name="Path">Absolute.</param>
public sealed record IgnoreFile(string Path, IReadOnlyList<IgnorePattern> Patterns)
{
    private const int LongestLine = (64 << 10) - 1;

    /// <summary>
    /// Which ignore file a build would use: the Dockerfile's own, even an empty one, before the context's.
    /// </summary>
    /// <param name="dockerfile">Absolute; <see langword="null"/> for a named context, which knows only the file in its
    /// root.</param>
    /// <param name="context">Absolute path of the context's folder.</param>
    /// <returns>Absolute path of a file; <see langword="null"/>: nothing is ignored.</returns>
    public static string? Locate(string? dockerfile, string context)
    {
        if (dockerfile is not null)
        {
            var folder = System.IO.Path.GetDirectoryName(dockerfile)!;
            if (ContextLink.Resolve(folder, System.IO.Path.GetFileName(dockerfile) + ".dockerignore") is { } own)
                return own;
        }

        return ContextLink.Resolve(context, ".dockerignore");
    }

    /// <returns><see langword="null"/> when the file cannot be read, with <see cref="Rules.CannotRead"/> at the
    /// file.</returns>
    public static IgnoreFile? Read(string path, ProblemList problems)
    {
        var text = DockerfileReader.ReadText(path, problems);
        return text is null ? null : Parse(path, text, problems);
    }

    /// <summary>
    /// A pattern that BuildKit would refuse, or that cannot be followed, is left out and reported as an error at its
    /// line.
    /// </summary>
    public static IgnoreFile Parse(string path, string text, ProblemList problems)
    {
        var patterns = new List<IgnorePattern>();
        var lines = new SourceLines(text.StartsWith('\uFEFF') ? text[1..] : text);
        while (lines.MoveNext())
        {
            if (lines.Current.StartsWith('#') || lines.Current.IsWhiteSpace())
                continue;

            var error = ErrorIn(lines.Current);
            if (error.Length == 0 && IgnorePattern.Parse(Normalize(lines.Current.Trim()), out error) is { } pattern)
                patterns.Add(pattern);
            else
                problems.Add(Rules.IgnorePattern, new(path, lines.Number, 1), Excerpt(lines.Current.Trim()), error);
        }

        return new(path, patterns);
    }

    private static string ErrorIn(ReadOnlySpan<char> line)
    {
        if (line.Length > LongestLine)
            return "it is longer than a line may be";

        foreach (var c in line.Trim())
        {
            if (c is < ' ' or '\x7F')
                return "it has a control character in it";
        }

        return "";
    }

    // Absolute paths count from the context, also after the "!".
    private static string Normalize(ReadOnlySpan<char> pattern)
    {
        var isException = pattern[0] == '!';
        var path = (isException ? pattern[1..].Trim() : pattern).ToString();
        if (path.Length > 0)
            path = SlashPath.Clean(path);
        if (path.Length > 1 && path[0] == '/')
            path = path[1..];
        return isException ? "!" + path : path;
    }

    private static string Excerpt(ReadOnlySpan<char> pattern) =>
        pattern.Length <= 80 ? pattern.ToString() : pattern[..80].ToString() + "…";
}
