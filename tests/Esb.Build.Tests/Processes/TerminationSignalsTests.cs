using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Esb.Build.Processes;

namespace Esb.Build.Tests.Processes;

// A signal comes to the whole process.
[NonParallelizable]
public sealed class TerminationSignal
{
    [TearDown]
    public void TearDown() => TerminationSignals.Forget();

    [TestCase(PosixSignal.SIGTERM)]
    [TestCase(PosixSignal.SIGHUP)]
    public void CancelsTheBuildInsteadOfEndingIt(PosixSignal signal)
    {
        using var cancellation = new CancellationTokenSource();
        using var signals = TerminationSignals.Listen(cancellation);
        var context = new PosixSignalContext(signal);

        TerminationSignals.Handle(context);

        Assert.That(cancellation.IsCancellationRequested, Is.True);
        Assert.That((signals.Received, context.Cancel), Is.EqualTo(((PosixSignal?)signal, true)));
    }

    [Test]
    public void CancelsAllBuildsOfTheProcessWhenItReallyComes()
    {
        CancellationTokenSource[] cancellations = [new(), new(), new(), new()];
        TerminationSignals[] signals = [.. cancellations.Select(TerminationSignals.Listen)];

        Kill();

        Assert.That(
            cancellations.Select(static c => c.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(10))), Has.All.True);
        Assert.That(signals.Select(static s => s.Received), Has.All.EqualTo(PosixSignal.SIGTERM));
        Array.ForEach(signals, static s => s.Dispose());
        Array.ForEach(cancellations, static c => c.Dispose());
    }

    [Test]
    public void DoesNotWaitForABuildThatIsSlowToEnd()
    {
        using var never = new ManualResetEventSlim();
        using var slow = new CancellationTokenSource();
        using var other = new CancellationTokenSource();
        using var first = TerminationSignals.Listen(slow);
        using var second = TerminationSignals.Listen(other);
        using var registration = slow.Token.Register(never.Wait);

        var telling = OwnThread.Run(static () => TerminationSignals.Handle(new(PosixSignal.SIGTERM)));

        Assert.That(other.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(10)), Is.True);
        never.Set();
        Assert.That(telling.Wait(TimeSpan.FromSeconds(10)), Is.True);
    }

    [Test]
    public void CancelsWhatBeginsWhileTheProcessEnds()
    {
        using var cancellation = new CancellationTokenSource();
        using (TerminationSignals.Listen(cancellation))
            TerminationSignals.Handle(new(PosixSignal.SIGHUP));

        using var later = new CancellationTokenSource();
        using var signals = TerminationSignals.Listen(later);

        Assert.That(later.IsCancellationRequested, Is.True);
        Assert.That(signals.Received, Is.EqualTo(PosixSignal.SIGHUP));
    }

    [Test]
    public void MayComeToABuildThatHasEnded()
    {
        var cancellation = new CancellationTokenSource();
        using var signals = TerminationSignals.Listen(cancellation);
        cancellation.Dispose();

        Assert.That(static () => TerminationSignals.Handle(new(PosixSignal.SIGTERM)), Throws.Nothing);
    }

    [Test]
    public void IsAwaitedInVainWithoutOne()
    {
        using var cancellation = new CancellationTokenSource();
        using var signals = TerminationSignals.Listen(cancellation);

        Assert.That(signals.Received, Is.Null);
    }

    private static void Kill() => SystemCommandRunner.Instance.Run(
        new(
            "/bin/sh",
            ["-c", $"kill -TERM {Environment.ProcessId}"],
            "/",
            ImmutableDictionary<string, string>.Empty),
        onLine: null,
        CancellationToken.None);
}
