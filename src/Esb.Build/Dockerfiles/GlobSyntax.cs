namespace Esb.Build.Dockerfiles;

/// <summary>The grammar of Go's <c>filepath.Match</c>: patterns outside of it end a build.</summary>
internal static class GlobSyntax
{
    /// <returns>A part of a sentence; <see langword="null"/> when the pattern is well-formed.</returns>
    public static string? ErrorIn(string pattern)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '[' && !SkipClass(pattern, ref i))
                return "its '[' has no proper end";
            if (i < pattern.Length && pattern[i] == '\\' && ++i == pattern.Length)
                return "it ends in a lone '\\'";
        }

        return null;
    }

    private static bool SkipClass(string pattern, ref int i)
    {
        i++;
        if (i < pattern.Length && pattern[i] == '^')
            i++;
        for (var count = 0; i < pattern.Length; count++)
        {
            if (pattern[i] == ']' && count > 0)
                return true;
            if (!SkipMember(pattern, ref i))
                return false;
            if (i < pattern.Length && pattern[i] == '-')
            {
                i++;
                if (!SkipMember(pattern, ref i))
                    return false;
            }
        }

        return false;
    }

    private static bool SkipMember(string pattern, ref int i)
    {
        if (i >= pattern.Length || pattern[i] is '-' or ']')
            return false;
        if (pattern[i] == '\\')
            i++;
        i += i < pattern.Length && char.IsHighSurrogate(pattern[i]) ? 2 : 1;
        return i < pattern.Length;
    }
}
