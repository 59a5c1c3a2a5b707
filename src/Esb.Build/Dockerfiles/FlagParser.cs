using System.Text;

namespace Esb.Build.Dockerfiles;

/// <summary>
/// The <c>--name=value</c> words before an instruction's arguments. Here the backslash escapes, whatever <c>#
/// escape=</c> says.
/// </summary>
internal static class FlagParser
{
    /// <returns>Where the arguments begin.</returns>
    public static int Parse(LogicalLine line, int start, List<Flag> flags)
    {
        var text = line.Text;
        while (true)
        {
            while (start < text.Length && char.IsWhiteSpace(text[start]))
                start++;
            if (!text.AsSpan(start).StartsWith("--", StringComparison.Ordinal))
                return start;

            var at = start;
            var word = TakeWord(text, ref start);
            if (word is "--")
                return SkipBlanks(text, start);
            flags.Add(FlagOf(word, line.PositionAt(at)));
        }
    }

    private static int SkipBlanks(string text, int start)
    {
        while (start < text.Length && char.IsWhiteSpace(text[start]))
            start++;
        return start;
    }

    private static Flag FlagOf(string word, (int Line, int Column) at)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? new(word[2..], null, at.Line, at.Column)
            : new(word[2..equals], word[(equals + 1)..], at.Line, at.Column);
    }

    private static string TakeWord(string text, ref int i)
    {
        var word = new StringBuilder();
        var quote = '\0';
        for (; i < text.Length && (quote != '\0' || !char.IsWhiteSpace(text[i])); i++)
        {
            var c = text[i];
            if (c == quote)
                quote = '\0';
            else if (quote == '\0' && c is '"' or '\'')
                quote = c;
            else if (c != '\\')
                word.Append(c);
            else if (i + 1 < text.Length)
                word.Append(text[++i]);
        }

        return word.ToString();
    }
}
