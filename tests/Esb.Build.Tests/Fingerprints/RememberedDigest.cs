using System.Runtime.InteropServices;
using Esb.Build.Diagnostics;
using Esb.Build.Dockerfiles;
using Esb.Build.Fingerprints;
using Esb.Testing;

namespace Esb.Build.Tests.Fingerprints;

public sealed class RememberedDigest
{
    private const long Second = 1_000_000_000;
    private static readonly FileSystemClock Noon = new(Device: 7, Time: 100 * Second);
    private static readonly FileStatus Old = new(0x81A4, 5, 10 * Second, new(7, 42, 10 * Second));
    private static readonly ContentDigest One = new(0, 0, 0, 1);
    private static readonly ContentDigest Two = new(0, 0, 0, 2);

    private static IEnumerable<TestCaseData> OtherStatuses()
    {
        yield return new(Old with { Size = 6 });
        yield return new(Old with { Modified = 1 });
        yield return new(Old with { Identity = Old.Identity with { Changed = 1 } });
        yield return new(Old with { Identity = Old.Identity with { Inode = 43 } });
        yield return new(Old with { Identity = Old.Identity with { Device = 8 } });
        yield return new(Old with { Identity = default });
    }

    private static StatRecord Record(FileStatus status, bool isSettled = true) =>
        StatCache.Plan(status, (1, One), isSettled);

    [Test]
    public void HoldsForTheSameStatus() => Assert.That(Record(Old).Holds(Old), Is.True);

    [TestCaseSource(nameof(OtherStatuses))]
    public void DoesNotHoldForAnother(FileStatus status) => Assert.That(Record(Old).Holds(status), Is.False);

    [Test]
    public void DoesNotHoldWhereTheSystemTellsTooLittle()
    {
        var status = Old with { Identity = default };
        Assert.That((Record(status).Holds(status), Noon.IsSettled(status)), Is.EqualTo((false, false)));
    }

    [TestCase(7UL, 99_970, 99_970, true)]
    [TestCase(7UL, 99_990, 99_970, false)]
    [TestCase(7UL, 99_970, 99_990, false)]
    [TestCase(7UL, 200_000, 99_970, false)]
    [TestCase(8UL, 99_000, 96_000, false)]
    [TestCase(8UL, 96_000, 96_000, true)]
    public void IsSettledWhenWrittenLongBefore(ulong device, long modified, long changed, bool isSettled)
    {
        var identity = new FileIdentity(device, 42, changed * 1_000_000);
        var status = Old with { Modified = modified * 1_000_000, Identity = identity };
        Assert.That(Noon.IsSettled(status), Is.EqualTo(isSettled));
        Assert.That(Record(status, isSettled).Holds(status), Is.EqualTo(isSettled));
    }

    [Test]
    public void IsFoundByPath()
    {
        var paths = Enumerable.Range(0, 500).Select(static i => PathHash.Empty.Append($"src/file{i}.cs")).ToList();
        var records = paths.Select(static p => Record(Old) with { Path = p.Value }).ToList();
        var cache = new StatCache(StatCache.Empty.Merge(records));
        var inOrder = records.OrderBy(r => paths.FindIndex(p => p.Value == r.Path));
        Assert.That(paths.Select(cache.Find), Is.EqualTo(inOrder));
        Assert.That(cache.Find(PathHash.Empty.Append("none")), Is.Null);
        Assert.That(StatCache.Empty.Find(paths[0]), Is.Null);
        Assert.That(cache.Merge([]), Is.Null);
        Assert.That(StatCache.Empty.Merge([records[0], records[0]]), Has.Length.EqualTo(Marshal.SizeOf<StatRecord>()));
    }

    [Test]
    public void IsForgottenWhenTooManyAreOfNoUse()
    {
        var many = Enumerable.Range(0, 10_002).Select(static i => Record(Old) with { Path = (ulong)i << 50 }).ToList();
        var cache = new StatCache(StatCache.Empty.Merge(many));
        Assert.That(cache.Merge([]), Is.Empty);
    }

    [Test]
    public void IsOneForEachPath()
    {
        var cache = new StatCache(StatCache.Empty.Merge([.. Paths(One, 2, 4, 6)]));
        var merged = new StatCache(cache.Merge([.. Paths(Two, 1, 4, 7)]));
        Assert.That(
            merged.Records.ToArray().Select(static r => (r.Path, r.Digest)),
            Is.EqualTo([(1UL, Two), (2UL, One), (4UL, Two), (6UL, One), (7UL, Two)]));
    }

    private static IEnumerable<StatRecord> Paths(ContentDigest digest, params ulong[] paths) =>
        paths.Select(path => Record(Old) with { Path = path, Digest = digest });

    [Test]
    public void IsUsedInsteadOfReading()
    {
        using var gateway = new GatewayImage();
        var before = gateway.Look().Fingerprint;
        Assert.That(Settles(gateway), Is.True);
        var cache = StatCacheFile.Read(gateway.CacheFile, "1");
        List<StatRecord> forged = [.. cache.Records.ToArray().Select(static r => r with { Digest = One })];
        StatCacheFile.Write(gateway.CacheFile, "1", cache.Merge(forged)!, new());
        Assert.That(gateway.Look().Fingerprint, Is.Not.EqualTo(before));
        File.WriteAllBytes(gateway.CacheFile, [.. File.ReadAllBytes(gateway.CacheFile).SkipLast(1)]);
        Assert.That(gateway.Look().Fingerprint, Is.EqualTo(before));
    }

    [Test]
    public void IsVoidInAnotherVersion()
    {
        using var folder = new TemporaryFolder();
        var problems = new ProblemList();
        StatCacheFile.Write(folder["cache"], "1", StatCache.Empty.Merge([Record(Old)])!, problems);
        Assert.That(StatCacheFile.Read(folder["cache"], "1").Records.Length, Is.EqualTo(1));
        Assert.That(StatCacheFile.Read(folder["cache"], "2").Records.Length, Is.Zero);
        Assert.That(problems.Found, Is.Empty);
    }

    // Some milliseconds after the files were written, the file system's clock has moved on, and no record changes any
    // more.
    private static bool Settles(GatewayImage gateway) => SpinWait.SpinUntil(
        () =>
        {
            gateway.Look();
            var records = StatCacheFile.Read(gateway.CacheFile, "1").Records;
            return records.Length > 0 && !records.ToArray().Any(static r => r.Flags.HasFlag(StatFlags.Racy));
        },
        TimeSpan.FromSeconds(30));
}
