using Esb.Docker.Tests.UpToDate;
using Esb.Testing;

namespace Esb.Docker.Tests.Faults;

/// <summary>Eight builds of one project at once: one builds, the others find that it has.</summary>
[Category(LongForm.Category)]
public sealed class BuildsAtOnce : UpToDateFixture
{
    private const int Builds = 8;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Test]
    public void BuildEachImageOnce()
    {
        for (var round = 0; round < LongForm.Of(1, 20); round++)
        {
            var content = $"round {round:00}";
            Files.Write("base/file", content);
            RunningBuild[] builds =
                [.. Enumerable.Range(0, Builds).Select(_ => new RunningBuild(Folder, "-t:EsbImages"))];
            try
            {
                foreach (var build in builds)
                    Assert.That(build.EndsWithin(Limit), Is.True);
                var all = string.Concat(builds.Select(static b => b.Output));
                Assert.That(builds.Select(static b => b.ExitCode), Is.All.Zero, all);
                foreach (var name in BaseAndItsUsers)
                    Assert.That(all.Split($"\n  {name.PadRight(6)}  built  "), Has.Length.EqualTo(2), all);
            }
            finally
            {
                foreach (var build in builds)
                    build.Dispose();
            }

            Assert.That(Text("leaf", "/base/file"), Is.EqualTo(content));
            Assert.That(Text("copier", "/copied"), Is.EqualTo(content));
            Assert.That(Built(), Is.Empty);
        }
    }
}
