using System.Diagnostics;
using System.Globalization;
using System.Text;
using Esb.Build.Bake;
using Esb.Build.Definitions;
using Esb.Build.Processes;

namespace Esb.Build.Tests.Bake;

public sealed class HundredImages
{
    [TestCase("0.13")]
    [TestCase("0.29")]
    public void CostLittleToFollow(string version)
    {
        using var log = new Recorded();
        var targets = Enumerable.Range(0, 100).Select(i => log.Definition($"svc{i:000}")).ToList();
        var lines = Stream(version, targets).Split('\n');
        var size = lines.Sum(static l => l.Length + 1);
        Follow(lines, targets, log);

        var (watch, before) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
        var progress = Follow(lines, targets, log);

        // Memory, because time depends on who else is on the machine; it is printed.
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(8L * size));
        Assert.That(size, Is.GreaterThan(1_600_000));
        Assert.That(targets.TrueForAll(t => progress.Target(t.Target) is { IsExported: true, Steps: > 0 }), Is.True);
        TestContext.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{version}: {size} characters in {watch.Elapsed.TotalMilliseconds:0.0} ms"));
    }

    private static BakeProgress Follow(string[] lines, List<ImageDefinition> targets, Recorded log)
    {
        var reader = new ProgressLines();
        var progress = new BakeProgress(targets, log, SecretMask.Of([]));
        foreach (var line in lines)
        {
            if (reader.Add(line).Status is { } status)
                progress.Apply(status);
        }

        return progress;
    }

    // A recorded build of two images, as if it were of one, once for each target, with digests of its own.
    private static string Stream(string version, List<ImageDefinition> targets)
    {
        var one = Recorded.Stream(version, "several-cached").Replace("[agent", "[gateway", StringComparison.Ordinal);
        var all = new StringBuilder();
        foreach (var target in targets)
        {
            all.Append(one.Replace("[gateway", "[" + target.Target, StringComparison.Ordinal)
                .Replace("\"sha256:", $"\"sha256:{target.Target}", StringComparison.Ordinal)).Append('\n');
        }

        return all.ToString();
    }
}
