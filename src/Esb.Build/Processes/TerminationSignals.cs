using System.Runtime.InteropServices;

namespace Esb.Build.Processes;

/// <summary>
/// Turns SIGTERM and SIGHUP into a cancelled build. MSBuild knows only Ctrl-C: on the other two it ends at once with
/// exit code 0 and leaves the programs that it started running.
/// </summary>
public sealed class TerminationSignals : IDisposable
{
    // Longer than a cancelled program takes to end, and MSBuild after it.
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _cancellation;
    private readonly PosixSignalRegistration _terminate;
    private readonly PosixSignalRegistration _hangUp;

    private TerminationSignals(CancellationTokenSource cancellation)
    {
        _cancellation = cancellation;
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, HandleFirst);
        _hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, HandleFirst);
    }

    /// <summary>The signal that came, <see langword="null"/> as long as there was none.</summary>
    public PosixSignal? Received { get; private set; }

    /// <summary>
    /// Until it is disposed, both signals cancel <paramref name="cancellation"/> instead of ending the process.
    /// </summary>
    public static TerminationSignals Listen(CancellationTokenSource cancellation) => new(cancellation);

    public void Dispose()
    {
        _terminate.Dispose();
        _hangUp.Dispose();
    }

    // `dotnet build` has a handler too, which ends the process at once with exit code 0. The last one registered runs
    // first, on a thread that keeps no process alive: until this one returns, the build can fail in the usual way.
    private void HandleFirst(PosixSignalContext context)
    {
        Handle(context);
        Thread.Sleep(LongestEnd);
    }

    internal void Handle(PosixSignalContext context)
    {
        Received = context.Signal;
        // The process must live on until the build has failed in the usual way, with an error and its exit code.
        context.Cancel = true;
        _cancellation.Cancel();
    }
}
