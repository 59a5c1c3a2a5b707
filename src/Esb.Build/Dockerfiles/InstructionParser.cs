namespace Esb.Build.Dockerfiles;

/// <summary>
/// One joined line → keyword, flags, and the words or assignments of the instructions that have them.
/// </summary>
internal static class InstructionParser
{
    public static Instruction Parse(LogicalLine line, int start, char escape)
    {
        var text = line.Text;
        while (start < text.Length && char.IsWhiteSpace(text[start]))
            start++;
        var end = start;
        while (end < text.Length && !WordSplitter.IsBlank(text[end]))
            end++;

        var keyword = text[start..end].ToUpperInvariant();
        var flags = new List<Flag>();
        var arguments = FlagParser.Parse(line, end, flags);
        var (row, column) = line.PositionAt(start);
        var instruction = new Instruction(keyword, text[arguments..].Trim(), row, column) { Flags = flags };
        return keyword switch
        {
            "FROM" => instruction with { Words = WordSplitter.SplitAtBlanks(line, arguments) },
            "COPY" or "ADD" => instruction with { Words = SourcesAndTarget(line, arguments) },
            "ARG" => instruction with { Assignments = AssignmentParser.ParseArg(line, arguments, escape) },
            "ENV" => instruction with { Assignments = AssignmentParser.ParseEnv(line, arguments, escape) },
            "ONBUILD" => instruction with { Trigger = TriggerOf(line, arguments, escape) },
            _ => instruction,
        };
    }

    private static List<Word> SourcesAndTarget(LogicalLine line, int start)
    {
        if (JsonForm.Parse(line.Text.AsSpan(start)) is not { } texts)
            return WordSplitter.SplitAtBlanks(line, start);

        var (row, column) = line.PositionAt(start);
        return texts.ConvertAll(text => new Word(text, row, column));
    }

    // BuildKit refuses ONBUILD ONBUILD; following it would also let a file decide how deep the stack grows.
    private static Instruction? TriggerOf(LogicalLine line, int start, char escape) =>
        start == line.Text.Length || line.Text.AsSpan(start).StartsWith("ONBUILD", StringComparison.OrdinalIgnoreCase)
            ? null
            : Parse(line, start, escape);
}
