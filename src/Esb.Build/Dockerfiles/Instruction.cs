namespace Esb.Build.Dockerfiles;

/// <summary>One instruction with its continuation lines and heredocs. Lines and columns count from 1.</summary>
/// <param name="Keyword">Upper case; what BuildKit does not know is kept as it is.</param>
/// <param name="Arguments">All after the flags, continuation lines joined, neither expanded nor unquoted.</param>
/// <param name="Line">Where its keyword stands.</param>
public sealed record Instruction(string Keyword, string Arguments, int Line, int Column)
{
    /// <summary>The last line, that of the last heredoc's end included.</summary>
    public int EndLine { get; init; }

    public IReadOnlyList<Flag> Flags { get; init; } = [];

    /// <summary>
    /// What <c>FROM</c>, <c>COPY</c> and <c>ADD</c> name, quotes kept; of a JSON array its texts. Others have none.
    /// </summary>
    public IReadOnlyList<Word> Words { get; init; } = [];

    /// <summary>What <c>ARG</c> and <c>ENV</c> define; others have none.</summary>
    public IReadOnlyList<Assignment> Assignments { get; init; } = [];

    public IReadOnlyList<Heredoc> Heredocs { get; init; } = [];

    /// <summary>What <c>ONBUILD</c> keeps for the images that stand on this one.</summary>
    public Instruction? Trigger { get; init; }

    /// <summary>The value of the first flag of that name; <see langword="null"/> where there is none.</summary>
    public string? FlagValue(string name)
    {
        foreach (var flag in Flags)
        {
            if (string.Equals(flag.Name, name, StringComparison.Ordinal))
                return flag.Value ?? "";
        }

        return null;
    }
}

/// <summary>A word of an instruction and where it begins.</summary>
public sealed record Word(string Text, int Line, int Column);

/// <summary><c>--name=value</c>, unquoted; the value is <see langword="null"/> where there is no <c>=</c>.</summary>
public sealed record Flag(string Name, string? Value, int Line, int Column);

/// <summary>
/// One name of an <c>ARG</c> or <c>ENV</c>, with its value as written (quotes kept); <c>ARG X</c> has no value.
/// </summary>
public sealed record Assignment(string Name, string? Value, int Line, int Column);

/// <summary>A heredoc's name and the lines of its content; the line after them is its end.</summary>
public sealed record Heredoc(string Name, int FirstLine, int LineCount);
