using Esb.Build.Processes;
using Microsoft.Build.Logging.StructuredLogger;
using LoggedBuild = Microsoft.Build.Logging.StructuredLogger.Build;
using LoggedTask = Microsoft.Build.Logging.StructuredLogger.Task;

namespace Esb.Testing;

/// <summary>What a build did, as its binary log says it: never as console prose.</summary>
public sealed class BuildOutcome
{
    // Two logs that are read at the same moment get warnings of each other, or some without their code.
    private static readonly Lock Reading = new();
    private readonly Lazy<LoggedBuild> _log;

    public BuildOutcome(CommandResult result, string binaryLog)
    {
        Result = result;
        BinaryLog = binaryLog;
        _log = new(() => ReadLog(binaryLog));
    }

    public CommandResult Result { get; }

    /// <summary>Absolute path.</summary>
    public string BinaryLog { get; }

    public bool Succeeded => Result.Succeeded;

    public IReadOnlyList<ReportedProblem> Errors =>
        [.. All<Error>().Select(e => new ReportedProblem(e.Code ?? "", e.File ?? "", e.LineNumber, e.Text))];

    public IReadOnlyList<ReportedProblem> Warnings =>
        [.. All<Warning>().Select(w => new ReportedProblem(w.Code ?? "", w.File ?? "", w.LineNumber, w.Text))];

    /// <summary>Codes of errors and warnings, in the order in which they were reported.</summary>
    public IReadOnlyList<string> Codes => [.. Errors.Concat(Warnings).Select(static p => p.Code)];

    /// <summary>
    /// Names of the tasks that ran, in order: what has happened, where a target's name says only what was asked.
    /// </summary>
    public IReadOnlyList<string> Tasks => [.. All<LoggedTask>().Select(static t => t.Name)];

    /// <summary>Names of the targets that ran a task, in order.</summary>
    public IReadOnlyList<string> Targets =>
        [.. All<Target>().Where(static t => t.Children.OfType<LoggedTask>().Any()).Select(static t => t.Name)];

    /// <summary>Line by line: what a step prints at a time is one message.</summary>
    public IReadOnlyList<string> Messages => [.. All<Message>().SelectMany(static m => m.Text.Split('\n'))];

    /// <param name="path">Absolute path of a binary log.</param>
    public static LoggedBuild ReadLog(string path)
    {
        lock (Reading)
            return Microsoft.Build.Logging.StructuredLogger.BinaryLog.ReadBuild(path);
    }

    /// <summary>Everything, for a failed assertion.</summary>
    public override string ToString() => $"exit code {Result.ExitCode}\n{Result.Output}\n{Result.Error}";

    private IEnumerable<T> All<T>()
        where T : BaseNode => _log.Value.FindChildrenRecursive<T>();
}

/// <summary>An error or warning of a build.</summary>
public sealed record ReportedProblem(string Code, string File, int Line, string Message);
