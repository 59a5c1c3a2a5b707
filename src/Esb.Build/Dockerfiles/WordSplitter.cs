namespace Esb.Build.Dockerfiles;

/// <summary>The two ways in which BuildKit cuts arguments into words.</summary>
internal static class WordSplitter
{
    /// <summary>What separates words where quotes mean nothing; other Unicode blanks do not.</summary>
    public static bool IsBlank(char c) => c is ' ' or '\t' or '\v' or '\f' or '\r';

    /// <summary>For <c>FROM</c>, <c>COPY</c> and <c>ADD</c>: quotes and escapes mean nothing.</summary>
    public static List<Word> SplitAtBlanks(LogicalLine line, int start)
    {
        var text = line.Text;
        var words = new List<Word>();
        for (var i = start; i < text.Length; i++)
        {
            if (IsBlank(text[i]))
                continue;

            var from = i;
            while (i < text.Length && !IsBlank(text[i]))
                i++;
            words.Add(WordAt(line, from, i));
        }

        return words;
    }

    /// <summary>
    /// For <c>ARG</c> and <c>ENV</c>: a quoted or escaped blank is part of the word; quotes and escapes are kept.
    /// </summary>
    public static List<Word> SplitQuoted(LogicalLine line, int start, char escape)
    {
        var text = line.Text;
        var words = new List<Word>();
        for (var i = start; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i]))
                continue;

            var from = i;
            i = EndOfQuoted(text, i, escape);
            words.Add(WordAt(line, from, i));
        }

        return words;
    }

    private static int EndOfQuoted(string text, int i, char escape)
    {
        var quote = '\0';
        for (; i < text.Length && (quote != '\0' || !char.IsWhiteSpace(text[i])); i++)
        {
            var c = text[i];
            if (c == quote)
                quote = '\0';
            else if (quote == '\0' && c is '"' or '\'')
                quote = c;
            else if (c == escape && quote != '\'')
                i++;
        }

        return Math.Min(i, text.Length);
    }

    private static Word WordAt(LogicalLine line, int from, int end)
    {
        var (row, column) = line.PositionAt(from);
        return new(line.Text[from..end], row, column);
    }
}
