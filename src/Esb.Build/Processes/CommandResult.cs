namespace Esb.Build.Processes;

/// <summary>How a program ended.</summary>
public enum CommandEnd
{
    /// <summary>It ended by itself; see the exit code.</summary>
    Exited,

    /// <summary>There is no such program, or it may not be run.</summary>
    NotFound,

    /// <summary>It took longer than <see cref="Command.Timeout"/> and was killed.</summary>
    TimedOut,

    /// <summary>The build was cancelled while it ran.</summary>
    Cancelled,
}

/// <summary>What a program left: how it ended and, where nobody listened to its lines, what it printed.</summary>
/// <param name="ExitCode">The program's own; -1 where <paramref name="End"/> is not <see
/// cref="CommandEnd.Exited"/>.</param>
public sealed record CommandResult(CommandEnd End, int ExitCode, string Output, string Error)
{
    /// <summary>Standard output of a command with <see cref="Command.HasBinaryOutput"/>.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    public bool Succeeded => End == CommandEnd.Exited && ExitCode == 0;
}
