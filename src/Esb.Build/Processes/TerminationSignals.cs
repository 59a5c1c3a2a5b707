using System.Runtime.InteropServices;

namespace Esb.Build.Processes;

/// <summary>
/// Turns SIGTERM and SIGHUP into a cancelled build. MSBuild knows only Ctrl-C: on the other two it ends at once with
/// exit code 0 and leaves the programs that it started running.
/// </summary>
public sealed class TerminationSignals : IDisposable
{
    // Several tasks of one process may listen. .NET runs the handlers of a signal one after the other, and ours does
    // not return before the process ends, so there is one for all of them.
    private static readonly Lock Gate = new();
    private static readonly List<TerminationSignals> Listening = [];
    private static PosixSignalRegistration[] _handlers = [];
    private static PosixSignal? _current;

    // Longer than a cancelled program takes to end, and MSBuild after it.
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _cancellation;

    private TerminationSignals(CancellationTokenSource cancellation) => _cancellation = cancellation;

    /// <summary>The signal that came, <see langword="null"/> as long as there was none.</summary>
    public PosixSignal? Received { get; private set; }

    /// <summary>
    /// Until it is disposed, both signals cancel <paramref name="cancellation"/> instead of ending the process. A task
    /// that begins only after one, while the process is about to end, is cancelled at once.
    /// </summary>
    public static TerminationSignals Listen(CancellationTokenSource cancellation)
    {
        var added = new TerminationSignals(cancellation);
        PosixSignal? current;
        lock (Gate)
        {
            Listening.Add(added);
            current = _current;
            if (_handlers.Length == 0)
                _handlers = [Handler(PosixSignal.SIGTERM), Handler(PosixSignal.SIGHUP)];
        }

        if (current is { } signal)
            added.Receive(signal);
        return added;
    }

    public void Dispose()
    {
        lock (Gate)
        {
            Listening.Remove(this);
            if (Listening.Count > 0)
                return;

            foreach (var handler in _handlers)
                handler.Dispose();
            _handlers = [];
        }
    }

    /// <summary>Tells all who listen, at once, and waits until each has been told.</summary>
    internal static void Handle(PosixSignalContext context)
    {
        // The process must live on until the build has failed in the usual way, with an error and its exit code.
        context.Cancel = true;
        TerminationSignals[] told;
        lock (Gate)
            (told, _current) = ([.. Listening], context.Signal);
        Task.WaitAll([.. told.Select(one => OwnThread.Run(() => one.Receive(context.Signal)))]);
    }

    /// <summary>From now on, whoever listens waits for the next signal.</summary>
    internal static void Forget()
    {
        lock (Gate)
            _current = null;
    }

    // `dotnet build` has a handler too, which ends the process at once with exit code 0. The last one registered runs
    // first, on a thread that keeps no process alive: until this one returns, the build can fail in the usual way. A
    // process that lives on all the same, as a node that MSBuild keeps, builds again.
    private static PosixSignalRegistration Handler(PosixSignal signal) => PosixSignalRegistration.Create(
        signal,
        static context =>
        {
            Handle(context);
            Thread.Sleep(LongestEnd);
            Forget();
        });

    private void Receive(PosixSignal signal)
    {
        Received = signal;
        try
        {
            _cancellation.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Its task has ended meanwhile.
        }
    }
}
