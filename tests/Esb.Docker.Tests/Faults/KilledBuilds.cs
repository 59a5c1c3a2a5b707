using Esb.Docker.Tests.UpToDate;
using Esb.Testing;

namespace Esb.Docker.Tests.Faults;

/// <summary>Builds that are ended at random moments, each followed by one that makes everything right.</summary>
[Category(LongForm.Category)]
public sealed class KilledBuilds : UpToDateFixture
{
    private static readonly string[] Signals = ["INT", "TERM", "KILL", "KILL and bake"];
    private static readonly string[] Contexts = ["base", "leaf/src", "copier/src", "alone/src"];
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Test]
    public void AreMadeUpFor()
    {
        var random = new Random(7);
        for (var round = 0; round < LongForm.Of(4, 200); round++)
        {
            var context = Contexts[random.Next(Contexts.Length)];
            var content = $"round {round:000}";
            Files.Write(context + "/file", content);
            var (signal, after) = (Signals[round % Signals.Length], random.Next(100, 2500));
            var what = $"{content}: {context}, {signal} after {after} ms";
            End(signal, after);
            Folder.MustBuild("-t:EsbImages");
            foreach (var name in All)
                Assert.That(Text(name, $"/{name}/file"), Is.EqualTo(Files.Read(ContextOf(name) + "/file")), what);
            Assert.That(Text("leaf", "/base/file"), Is.EqualTo(Files.Read("base/file")), what);
            Assert.That(Text("copier", "/copied"), Is.EqualTo(Files.Read("base/file")), what);
            Assert.That(Built(), Is.Empty, what);
            Patience.Until("no process is left: " + what, () => Left().Count == 0, Limit);
        }
    }

    private static string ContextOf(string name) =>
        Contexts.First(c => c.Split('/')[0].Equals(name, StringComparison.Ordinal));

    private void End(string signal, int milliseconds)
    {
        using var build = new RunningBuild(Folder, "-t:EsbImages", "-nodeReuse:false");
        if (build.EndsWithin(TimeSpan.FromMilliseconds(milliseconds)))
            return;

        build.SendIfRunning(signal.Split(' ')[0]);
        if (signal.EndsWith("bake", StringComparison.Ordinal))
            RunningBuild.KillBakes(Files);

        Assert.That(build.EndsWithin(Limit), Is.True, $"a build lives on after {signal}");
    }

    private IReadOnlyList<(int Id, string Line)> Left() => RunningBuild.ProcessesWith(Files.Root);
}
