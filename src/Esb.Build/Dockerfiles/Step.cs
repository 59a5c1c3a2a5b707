using Esb.Build.Diagnostics;

namespace Esb.Build.Dockerfiles;

/// <summary>An instruction as a stage runs it: one of its own, or a trigger of what the stage stands on.</summary>
/// <param name="Variables">As they are there; the next instruction may change them.</param>
internal sealed record Step(Stage Stage, Instruction Instruction, Variables Variables)
{
    /// <summary>Absolute path of the Dockerfile in which the instruction is written.</summary>
    public required string File { get; init; }

    /// <summary>That of the Dockerfile that is built.</summary>
    public required char Escape { get; init; }

    /// <summary>The <c>--mount</c> of a <c>RUN</c>.</summary>
    public IEnumerable<Flag> Mounts =>
        Instruction.Keyword is "RUN" ? Instruction.Flags.Where(static flag => flag.Name is "mount") : [];

    public Expanded Expand(string text) => Expansion.Expand(text, Variables, Escape);

    public SourcePosition At(int line, int column) => new(File, line, column);
}
