using System.Diagnostics;
using System.Globalization;
using Esb.Build.Files;
using Esb.Testing;

namespace Esb.Build.Tests.Files;

public sealed class LockOfAFile
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private TemporaryFolder _folder = null!;
    private string _path = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new();
        _path = _folder["locks/bake.lock"];
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void IsTakenAtOnceWhenFree()
    {
        using var held = Take("me", Long, _ => Assert.Fail("waited for nobody"));
        Assert.That(held, Is.Not.Null);
        Assert.That(FileLock.HolderOf(_path), Does.Match(@"^me( since [1-9] s)?$"));
    }

    [Test]
    public void TimesOutAndNamesTheHolderOnce()
    {
        using var held = Take("project A", Long);
        var told = new List<string>();
        Assert.That(Take("project B", TimeSpan.FromMilliseconds(100), told.Add), Is.Null);
        Assert.That(told, Has.Count.EqualTo(1));
        // A second may have begun since it was taken.
        Assert.That(told[0], Does.Match(@"^project A( since [1-9] s)?$"));
        Assert.That(FileLock.HolderOf(_path), Does.Match(@"^project A( since [1-9] s)?$"));
    }

    [TestCase("me\n{0:yyyy-MM-dd'T'HH:mm:ss'Z'}\n", "^me since 1[23] s$")]
    [TestCase("me\n2999-01-01T00:00:00Z\n", "^me$")]
    [TestCase("me\nyesterday\n", "^me$")]
    [TestCase("me\n", "^me$")]
    [TestCase("", "^$")]
    public void SaysSinceWhenItIsHeld(string note, string expected)
    {
        var start = TimeProvider.System.GetUtcNow() - TimeSpan.FromSeconds(12);
        _folder.Write("locks/bake.lock.holder", string.Format(CultureInfo.InvariantCulture, note, start));
        Assert.That(FileLock.HolderOf(_path), Does.Match(expected));
    }

    [Test]
    public void PassesToTheOneWhoWaits()
    {
        var held = Take("first", Long);
        using var waiting = new ManualResetEventSlim();
        var second = Task.Run(() => Take("second", Long, _ => waiting.Set()));
        Assert.That(waiting.Wait(Long), Is.True);
        Assert.That(second.IsCompleted, Is.False);
        held!.Dispose();
        using var passed = second.Result;
        Assert.That(passed, Is.Not.Null);
        Assert.That(FileLock.HolderOf(_path), Is.EqualTo("second"));
    }

    [Test]
    public void LetsOnlyOneInAtATime()
    {
        var inside = 0;
        var most = 0;
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 4 }, n =>
        {
            using var held = Take($"{n}", Long);
            most = Math.Max(most, Interlocked.Increment(ref inside));
            Thread.Yield();
            Interlocked.Decrement(ref inside);
        });
        Assert.That(most, Is.EqualTo(1));
    }

    [Test]
    public void CanBeGivenUpByCancelling()
    {
        using var held = Take("first", Long);
        using var cancellation = new CancellationTokenSource();
        Assert.That(
            () => FileLock.Take(_path, "second", Long, _ => cancellation.Cancel(), cancellation.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void EndsWithTheProcessThatHeldIt()
    {
        Directory.CreateDirectory(_folder["locks"]);
        // The program of util-linux takes the same kind of lock. "exec": the shell that says it has it is who holds it.
        using var other = Process.Start(new ProcessStartInfo("sh",
            ["-c", "exec 9>\"$0\"; flock 9; echo held; exec cat", _path])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        })!;
        Assert.That(other.StandardOutput.ReadLine(), Is.EqualTo("held"));
        Assert.That(Take("me", TimeSpan.Zero), Is.Null);
        other.Kill();
        other.WaitForExit();
        using var held = Take("me", TimeSpan.Zero);
        Assert.That(held, Is.Not.Null);
    }

    [Test]
    public void IsLetGoWhenItsNoteCannotBeWritten()
    {
        Directory.CreateDirectory(_path + ".holder");
        Assert.That(() =>
            Take("me", Long), Throws.InstanceOf<IOException>().Or.InstanceOf<UnauthorizedAccessException>());
        Assert.That(FileLock.HolderOf(_path), Is.Empty);
        Directory.Delete(_path + ".holder");
        using var held = Take("me", TimeSpan.Zero);
        Assert.That(held, Is.Not.Null);
    }

    [Test]
    public void DoesNotTakeAMissingFolderForAHolder() =>
        Assert.That(
            () => FileLock.Take(Path.Combine(_folder.Write("file", ""), "lock"), "me", Long, null,
                CancellationToken.None),
            Throws.InstanceOf<IOException>());

    [Test]
    public void HasNoHolderBeforeItWasTaken() => Assert.That(FileLock.HolderOf(_path), Is.Empty);

    private FileLock? Take(string holder, TimeSpan timeout, Action<string>? onWait = null) =>
        FileLock.Take(_path, holder, timeout, onWait, CancellationToken.None);
}
