using Esb.Build.Diagnostics;
using Esb.Build.Processes;

namespace Esb.Build.Engines;

/// <summary>Who calls docker, command after command, and where problems go.</summary>
public sealed record DockerCalls(
    DockerSettings Docker, ICommandRunner Runner, ProblemList Problems, CancellationToken Cancellation)
{
    /// <summary>A command that has to end within <see cref="DockerSettings.Timeout"/>.</summary>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public CommandResult Ask(params IReadOnlyList<string> arguments) => Run(Docker.Query(arguments));

    /// <summary>A command that moves images, which takes as long as it takes.</summary>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public CommandResult Wait(params IReadOnlyList<string> arguments) =>
        Run(Docker.Query(arguments) with { Timeout = null });

    /// <summary>What the engine, or else docker, says on standard error; without the user's secrets.</summary>
    public string Reason(CommandResult result)
    {
        const string Mark = "Error response from daemon: ";
        var said = result.Error.Split('\n').LastOrDefault(static l => l.Contains(Mark, StringComparison.Ordinal));
        var text = said is null ? result.Error : said[(said.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)..];
        return SecretMask.Of(Docker.Secrets).Apply(EngineFailure.LastLine(text));
    }

    /// <summary>Whether a command failed because of the machine and not of what it was asked; then that is
    /// reported.</summary>
    public bool IsOfMachine(CommandResult result)
    {
        var failure = result switch
        {
            { End: CommandEnd.Exited } => EngineFailure.Find(result.Error, Docker),
            _ => DockerProbe.FailureOf(result, Docker),
        };
        if (failure is not null)
            Problems.Add(failure);
        return failure is not null;
    }

    private CommandResult Run(Command command)
    {
        var result = Runner.Run(command, onLine: null, Cancellation);
        Cancellation.ThrowIfCancellationRequested();
        return result;
    }
}
