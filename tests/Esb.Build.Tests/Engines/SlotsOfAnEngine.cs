using System.Diagnostics;
using System.Runtime.Versioning;
using Esb.Build.Engines;
using Esb.Testing;

namespace Esb.Build.Tests.Engines;

public sealed class SlotsOfAnEngine
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new("slots");

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCase(40, 60)]
    [TestCase(0, 100)]
    [TestCase(0, 1000)]
    [TestCase(100, 0)]
    public void AreFreeForOneHundredImages(int first, int second)
    {
        using var one = Take(first);
        using var other = Take(second);
        Assert.That((one, other), Is.Not.EqualTo(((EngineSlots?)null, (EngineSlots?)null)));
    }

    [TestCase(40, 61)]
    [TestCase(1, 100)]
    [TestCase(1, 1000)]
    [TestCase(100, 1)]
    public void AreWaitedForWhereThereAreNot(int first, int second)
    {
        var one = Take(first);
        var waiting = OwnTask(() => Take(second));
        Assert.That(waiting.Wait(TimeSpan.FromMilliseconds(500)), Is.False);
        one!.Dispose();
        Assert.That(waiting.Wait(Long), Is.True);
        waiting.Result!.Dispose();
    }

    [Test]
    public void NeverMakeTwoWaitForEachOther()
    {
        var (now, most) = (0, 0);
        var builds = Enumerable.Range(0, 8).Select(n => OwnTask(() =>
        {
            var count = 30 + (10 * n);
            for (var i = 0; i < 3; i++)
            {
                using var held = Take(count);
                var sum = Interlocked.Add(ref now, Math.Min(count, EngineSlots.All));
                lock (_folder)
                    most = Math.Max(most, sum);
                Interlocked.Add(ref now, -Math.Min(count, EngineSlots.All));
            }

            return true;
        })).ToArray();
        Assert.That(Task.WaitAll(builds, Long), Is.True);
        Assert.That(most, Is.InRange(1, EngineSlots.All));
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    public void AreFreeWhenTheProcessThatHeldThemDies()
    {
        Take(EngineSlots.All)!.Dispose();
        // The program of util-linux takes the same kind of lock. "exec": the shell that says it has it is who holds it.
        using var other = Process.Start(new ProcessStartInfo("sh",
            ["-c", "exec 9>\"$0\"; flock 9; echo held; exec cat", _folder["7"]])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        })!;
        Assert.That(other.StandardOutput.ReadLine(), Is.EqualTo("held"));
        using (var most = Take(EngineSlots.All - 1))
            Assert.That(most, Is.Not.Null);
        var waiting = OwnTask(() => Take(EngineSlots.All));
        Assert.That(waiting.Wait(TimeSpan.FromMilliseconds(500)), Is.False);
        other.Kill();
        Assert.That(waiting.Wait(Long), Is.True);
        waiting.Result!.Dispose();
    }

    [Test]
    public void AreNotWaitedForInACancelledBuild()
    {
        using var one = Take(50);
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        Assert.That(EngineSlots.Take(new(_folder.Root, 51), Ignore, cancellation.Token), Is.Null);
        using var rest = Take(50);
        Assert.That(rest, Is.Not.Null);
    }

    [Test]
    public void AreWaitedForInSilenceAtFirst()
    {
        var said = new List<string>();
        using var cancellation = new CancellationTokenSource();
        using var one = Take(100);
        void Say(string line)
        {
            said.Add(line);
            cancellation.CancelAfter(TimeSpan.FromMilliseconds(500));
        }

        EngineSlots.Take(
            new(_folder.Root, 3) { Patience = TimeSpan.FromMilliseconds(300) }, Say, cancellation.Token);
        Assert.That(said, Is.EqualTo(
            ["waiting for other builds on this Docker Engine, which bears 100 images at once; here are 3"]));
    }

    [Test]
    public void AreWithoutLimitWhereNobodyCanWriteThem()
    {
        var file = _folder.Write("file", "");
        using var one = EngineSlots.Take(new(file + "/x", 100), Ignore, CancellationToken.None);
        using var other = EngineSlots.Take(new("", 100), Ignore, CancellationToken.None);
        Assert.That((one is null, other is null), Is.EqualTo((false, false)));
    }

    [Test]
    public void BelongToAnEngineAndABuilder()
    {
        var plain = Folder("", "", "");
        Assert.That(plain, Does.StartWith(Path.GetTempPath()));
        Assert.That(Folder("default", "", ""), Is.EqualTo(plain));
        Assert.That(Folder("", "", "tcp://engine:2375"), Is.Not.EqualTo(plain));
        Assert.That(Folder("mine", "", ""), Is.Not.EqualTo(plain));
        Assert.That(Folder("", "mine", ""), Is.EqualTo(Folder("mine", "", "")));
    }

    private string Folder(string builder, string variable, string host) => EngineSlots.FolderOf(
        Docker.Settings(("HOME", _folder.Root), ("BUILDX_BUILDER", variable), ("DOCKER_HOST", host))
            with { Builder = builder });

    private static void Ignore(string line)
    {
    }

    // On the pool of a small machine they would begin one after the other.
    private static Task<T> OwnTask<T>(Func<T> work) => Esb.Build.Processes.OwnThread.Run(work);

    private EngineSlots? Take(int count) => EngineSlots.Take(new(_folder.Root, count), Ignore, CancellationToken.None);
}
