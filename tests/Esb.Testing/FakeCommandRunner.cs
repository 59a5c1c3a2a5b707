using Esb.Build.Processes;

namespace Esb.Testing;

/// <summary>What a program would do that is not run.</summary>
public sealed record FakeAnswer(string Output = "", string Error = "", int ExitCode = 0)
{
    public CommandEnd End { get; init; } = CommandEnd.Exited;

    public byte[] Bytes { get; init; } = [];

    /// <summary>
    /// Done before the answer is given: writing a file that the program would write, cancelling the build.
    /// </summary>
    public Action<Command>? Before { get; init; }
}

/// <summary>Answers for programs, and remembers what was asked.</summary>
public sealed class FakeCommandRunner : ICommandRunner
{
    private readonly Lock _gate = new();
    private readonly List<(string Start, Queue<FakeAnswer> Answers)> _answers = [];
    private readonly List<Command> _commands = [];

    /// <summary>All commands in the order in which they were started.</summary>
    public IReadOnlyList<Command> Commands => _commands;

    /// <summary>
    /// Answers commands whose arguments begin with these words; the last answer is given again and again.
    /// </summary>
    public FakeCommandRunner On(string arguments, params FakeAnswer[] answers)
    {
        _answers.Add((arguments, new(answers)));
        return this;
    }

    /// <summary>The commands whose arguments begin with these words.</summary>
    public IReadOnlyList<Command> Asked(string arguments) =>
        [.. _commands.Where(c => Line(c).StartsWith(arguments, StringComparison.Ordinal))];

    public CommandResult Run(Command command, Action<string, bool>? onLine, CancellationToken cancellation)
    {
        var answer = Next(command);
        answer.Before?.Invoke(command);
        if (cancellation.IsCancellationRequested)
            return new(CommandEnd.Cancelled, -1, "", "");

        var code = answer.End == CommandEnd.Exited ? answer.ExitCode : -1;
        if (onLine is null)
            return new(answer.End, code, answer.Output, answer.Error) { Bytes = answer.Bytes };

        foreach (var line in answer.Output.Split('\n'))
            onLine(line, false);
        foreach (var line in answer.Error.Split('\n'))
            onLine(line, true);
        return new(answer.End, code, "", "");
    }

    private static string Line(Command command) => string.Join(' ', command.Arguments);

    private FakeAnswer Next(Command command)
    {
        lock (_gate)
        {
            _commands.Add(command);
            var (_, answers) = _answers.FirstOrDefault(
                a => Line(command).StartsWith(a.Start, StringComparison.Ordinal));
            return answers is null ? throw new InvalidOperationException($"No answer for: {command}")
                : answers.Count > 1 ? answers.Dequeue() : answers.Peek();
        }
    }
}
