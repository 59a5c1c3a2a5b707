namespace Esb.Build.Dockerfiles;

/// <summary>
/// Text → <see cref="Dockerfile"/>, line by line as BuildKit's frontend does it. It never fails: what BuildKit would
/// refuse is kept as far as it can be understood, because BuildKit says it better, at the build. Time and memory are
/// linear in the text.
/// </summary>
public static class DockerfileParser
{
    /// <param name="path">Absolute; only kept for diagnostics.</param>
    public static Dockerfile Parse(string path, string text)
    {
        if (text.StartsWith('\uFEFF'))
            text = text[1..];

        var directives = DirectiveParser.Parse(text);
        var source = new SourceLines(text);
        var instructions = new List<Instruction>();
        while (LogicalLine.Read(source, directives.Escape) is { } line)
        {
            var instruction = InstructionParser.Parse(line, 0, directives.Escape);
            var heredocs = HeredocParser.Take(instruction, line, source);
            instructions.Add(instruction with { Heredocs = heredocs, EndLine = source.Number });
        }

        return new(path, instructions, StagesOf(instructions), directives);
    }

    private static List<Stage> StagesOf(List<Instruction> instructions)
    {
        var stages = new List<Stage>();
        List<Instruction>? body = null;
        foreach (var instruction in instructions)
        {
            if (instruction.Keyword is "FROM")
                stages.Add(StageOf(stages.Count, instruction, body = []));
            else
                body?.Add(instruction);
        }

        return stages;
    }

    private static Stage StageOf(int number, Instruction from, List<Instruction> body)
    {
        var words = from.Words;
        var isNamed = words.Count == 3 && words[1].Text.Equals("as", StringComparison.OrdinalIgnoreCase);
        var image = words.Count > 0 ? words[0] : new Word("", from.Line, from.Column);
        return new(number, isNamed ? words[2].Text : null, image, from) { Instructions = body };
    }
}
