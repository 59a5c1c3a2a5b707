using System.Text;

namespace Esb.Build.Dockerfiles;

internal enum GlobKind
{
    /// <summary>The text itself.</summary>
    Exact,

    /// <summary>Ends in <c>**</c>: what begins with the text before it.</summary>
    Prefix,

    /// <summary>Begins with <c>**</c>: what ends in the text after it.</summary>
    Suffix,

    Program,
}

/// <summary>
/// How moby's matcher compares a pattern, and the expression that it makes of it. The expression is the truth for all
/// that looks odd (<c>[*]</c> is no class of one star), so it is made here too, and then read by <see
/// cref="GlobProgram"/>.
/// </summary>
internal readonly record struct GlobSource(GlobKind Kind, string Expression)
{
    public static GlobSource Of(string pattern)
    {
        var expression = new StringBuilder(pattern.Length * 2);
        var kind = GlobKind.Exact;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '*')
                kind = AppendStar(expression, kind, pattern, ref i);
            else if (c == '\\')
                expression.Append('\\').Append(pattern[++i]);
            else if (c is '.' or '+' or '(' or ')' or '$') // moby's table has no room for '|', '{', '}'
                expression.Append('\\').Append(c);
            else
                expression.Append(c == '?' ? "[^/]" : c.ToString());
            if (c is '?' or '\\' or '[' or ']')
                kind = GlobKind.Program;
        }

        return new(kind, expression.ToString());
    }

    private static GlobKind AppendStar(StringBuilder expression, GlobKind kind, string pattern, ref int i)
    {
        var start = i;
        if (i + 1 == pattern.Length || pattern[i + 1] != '*')
        {
            expression.Append("[^/]*");
            return GlobKind.Program;
        }

        i++;
        if (i + 1 < pattern.Length && pattern[i + 1] == '/')
            i++;
        var isLast = i + 1 == pattern.Length;
        if (isLast && kind != GlobKind.Exact)
            expression.Append(".*");
        if (!isLast)
            expression.Append("(.*/)?");
        if (start == 0)
            return GlobKind.Suffix;
        return isLast && kind == GlobKind.Exact ? GlobKind.Prefix : GlobKind.Program;
    }
}
