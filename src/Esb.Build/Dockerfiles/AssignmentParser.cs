namespace Esb.Build.Dockerfiles;

/// <summary>The names that <c>ARG</c> and <c>ENV</c> define.</summary>
internal static class AssignmentParser
{
    public static List<Assignment> ParseArg(LogicalLine line, int start, char escape) =>
        WordSplitter.SplitQuoted(line, start, escape).ConvertAll(AssignmentOf);

    /// <summary><c>A=b C=d</c>, or the old <c>A b c</c>, where all after the first blank is the one value.</summary>
    public static List<Assignment> ParseEnv(LogicalLine line, int start, char escape)
    {
        var words = WordSplitter.SplitQuoted(line, start, escape);
        if (words.Count == 0 || words[0].Text.Contains('=', StringComparison.Ordinal))
            return words.ConvertAll(AssignmentOf);

        var text = line.Text.AsSpan(start).Trim();
        var end = 0;
        while (end < text.Length && !WordSplitter.IsBlank(text[end]))
            end++;
        return [new(text[..end].ToString(), text[end..].Trim().ToString(), words[0].Line, words[0].Column)];
    }

    private static Assignment AssignmentOf(Word word)
    {
        var equals = word.Text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? new(word.Text, null, word.Line, word.Column)
            : new(word.Text[..equals], word.Text[(equals + 1)..], word.Line, word.Column);
    }
}
