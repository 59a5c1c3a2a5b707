using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Esb.Build.Processes;

namespace Esb.Build.Tests.Processes;

// A signal comes to the whole process.
[NonParallelizable]
public sealed class TerminationSignal
{
    [TestCase(PosixSignal.SIGTERM)]
    [TestCase(PosixSignal.SIGHUP)]
    public void CancelsTheBuildInsteadOfEndingIt(PosixSignal signal)
    {
        using var cancellation = new CancellationTokenSource();
        using var signals = TerminationSignals.Listen(cancellation);
        var context = new PosixSignalContext(signal);

        signals.Handle(context);

        Assert.That(cancellation.IsCancellationRequested, Is.True);
        Assert.That((signals.Received, context.Cancel), Is.EqualTo(((PosixSignal?)signal, true)));
    }

    [Test]
    public void IsHeardWhenItReallyComes()
    {
        using var cancellation = new CancellationTokenSource();
        using var signals = TerminationSignals.Listen(cancellation);

        SystemCommandRunner.Instance.Run(
            new(
                "/bin/sh",
                ["-c", $"kill -TERM {Environment.ProcessId}"],
                "/",
                ImmutableDictionary<string, string>.Empty),
            onLine: null,
            CancellationToken.None);

        Assert.That(cancellation.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(5)), Is.True);
        Assert.That(signals.Received, Is.EqualTo(PosixSignal.SIGTERM));
    }

    [Test]
    public void IsAwaitedInVainWithoutOne()
    {
        using var cancellation = new CancellationTokenSource();
        using var signals = TerminationSignals.Listen(cancellation);

        Assert.That(signals.Received, Is.Null);
    }
}
