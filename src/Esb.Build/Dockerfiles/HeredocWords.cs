namespace Esb.Build.Dockerfiles;

/// <summary>
/// Cuts a line into shell words, everything kept as written, blanks after <c>&lt;&lt;</c> taken into the word.
/// </summary>
internal static class HeredocWords
{
    /// <returns>No words at all when a quote or brace is not closed: then BuildKit finds no heredoc either.</returns>
    public static List<string> Split(string text)
    {
        var words = new List<string>();
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i]))
                continue;

            var from = i;
            if (!SkipWord(text, ref i))
                return [];
            if (text.AsSpan(from, i - from).Contains("<<", StringComparison.Ordinal))
                words.Add(text[from..i]);
        }

        return words;
    }

    private static bool SkipWord(string text, ref int i)
    {
        while (i < text.Length && !char.IsWhiteSpace(text[i]))
        {
            var c = text[i];
            if (c is '"' or '\'')
            {
                if (!SkipQuoted(text, ref i))
                    return false;
            }
            else if (c == '$' && i + 1 < text.Length && text[i + 1] == '{')
            {
                if (!SkipBraces(text, ref i))
                    return false;
            }
            else if (c == '<' && i + 1 < text.Length && text[i + 1] == '<')
            {
                i += 2;
                while (i < text.Length && char.IsWhiteSpace(text[i]))
                    i++;
            }
            else
            {
                i = Math.Min(text.Length, i + (c == '\\' ? 2 : 1));
            }
        }

        return true;
    }

    private static bool SkipQuoted(string text, ref int i)
    {
        var quote = text[i++];
        for (; i < text.Length; i++)
        {
            if (text[i] == quote)
            {
                i++;
                return true;
            }

            if (text[i] == '\\' && quote == '"')
                i++;
        }

        return false;
    }

    private static bool SkipBraces(string text, ref int i)
    {
        var depth = 0;
        while (i < text.Length)
        {
            if (text[i] is '"' or '\'')
            {
                if (!SkipQuoted(text, ref i))
                    return false;
                continue;
            }

            if (text[i] == '{' && text[i - 1] == '$')
                depth++;
            if (text[i] == '}' && --depth == 0)
            {
                i++;
                return true;
            }

            i += text[i] == '\\' ? 2 : 1;
        }

        return false;
    }
}
