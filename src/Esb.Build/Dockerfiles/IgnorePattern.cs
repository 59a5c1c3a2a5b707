namespace Esb.Build.Dockerfiles;

/// <summary>
/// One line of an ignore file, as moby's pattern matcher understands it: some patterns are compared as text, and only
/// the others become a program. The two do not mean quite the same (<c>**foo</c> matches <c>barfoo</c>, <c>**foo*</c>
/// does not match <c>barfoo1</c>); users' files rely on it.
/// </summary>
public sealed class IgnorePattern
{
    private readonly GlobSource _source;
    private readonly GlobProgram? _program;

    private IgnorePattern(string text, GlobSource source, GlobProgram? program)
    {
        Text = text;
        _source = source;
        _program = program;
        HasWildcardsInside = HasWildcards(WithoutTrailingGlob(text));
    }

    /// <summary>Cleaned, without the <c>!</c>.</summary>
    public string Text { get; }

    /// <summary>Written with <c>!</c>: it takes back what lines before it ignored.</summary>
    public bool IsException { get; private init; }

    internal bool HasWildcardsInside { get; }

    /// <summary>Parses one pattern that is already trimmed, with its <c>!</c>.</summary>
    /// <param name="error">Why BuildKit would refuse it, or why it cannot be followed here; a part of a
    /// sentence.</param>
    public static IgnorePattern? Parse(string line, out string error)
    {
        var text = SlashPath.Clean(line);
        var isException = text.StartsWith('!');
        if (isException)
            text = text[1..];
        error = text.Length == 0 ? "there is nothing after the '!'" : GlobSyntax.ErrorIn(text) ?? "";
        if (error.Length > 0)
            return null;

        var source = GlobSource.Of(text);
        var program = source.Kind == GlobKind.Program ? GlobProgram.Parse(source.Expression, out error) : null;
        return error.Length > 0 ? null : new(text, source, program) { IsException = isException };
    }

    /// <summary>
    /// Whether the pattern names this very path (relative, with <c>/</c>); parents are not looked at.
    /// </summary>
    public bool IsMatch(ReadOnlySpan<char> path) => _source.Kind switch
    {
        GlobKind.Exact => path.SequenceEqual(Text),
        GlobKind.Prefix => path.StartsWith(Text.AsSpan(0, Text.Length - 2), StringComparison.Ordinal),
        GlobKind.Suffix => EndsWith(path, Text.AsSpan(2)),
        _ => _program!.IsMatch(path),
    };

    /// <summary>
    /// Whether something below a folder could match; only meaningful without <see cref="HasWildcardsInside"/>.
    /// </summary>
    internal bool CanMatchBelow(ReadOnlySpan<char> folder)
    {
        var prefix = WithoutTrailingGlob(Text);
        return prefix.AsSpan().StartsWith(folder, StringComparison.Ordinal)
            && (prefix.Length == folder.Length || prefix[folder.Length] == '/');
    }

    private static bool EndsWith(ReadOnlySpan<char> path, ReadOnlySpan<char> suffix) =>
        path.EndsWith(suffix, StringComparison.Ordinal) || (suffix[0] == '/' && path.SequenceEqual(suffix[1..]));

    // Not SearchValues: its vector code would be compiled in every build, for a few short texts.
    private static bool HasWildcards(string text)
    {
        foreach (var c in text)
        {
            if (c is '*' or '[' or ']' or '?' or '^' or '\\')
                return true;
        }

        return false;
    }

    private static string WithoutTrailingGlob(string text)
    {
        if (text.EndsWith("/**", StringComparison.Ordinal))
            text = text[..^3];
        return text.EndsWith("/*", StringComparison.Ordinal) ? text[..^2] : text;
    }
}
