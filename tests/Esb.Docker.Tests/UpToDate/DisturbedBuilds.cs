using Esb.Build.Files;
using Esb.Testing;

namespace Esb.Docker.Tests.UpToDate;

/// <summary>A build did not go as planned: the next one makes up for it.</summary>
public sealed class DisturbedBuilds : UpToDateFixture
{
    private static readonly string Step = $"sleep {3000 + Random.Shared.Next(1000000)}";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Test]
    public void MayFailAndLeaveWhatWasFinishedBehind()
    {
        var dockerfile = Files.Read("copier/src/Dockerfile");
        Files.Write("copier/src/Dockerfile", dockerfile + "RUN sleep 4; false\n");
        Files.Write("alone/src/file", "while another fails");
        Assert.That(Folder.Build("-t:EsbImages").Succeeded, Is.False);
        Assert.That(Built("-p:EsbOnly=alone"), Is.Empty);
        Assert.That(Text("alone", "/alone/file"), Is.EqualTo("while another fails"));
        Files.Write("copier/src/Dockerfile", dockerfile + "RUN true\n");
        Assert.That(Built(), Is.EqualTo(["copier"]));
    }

    [TestCase("changed while it is built")]
    [TestCase("of leaf")]
    public void MayHaveAFileThatChangesMeanwhile(string content)
    {
        var dockerfile = Files.Read("leaf/src/Dockerfile");
        Files.Write("leaf/src/Dockerfile", dockerfile.Replace(
            CopyVersion, $"RUN {Step} || true\n{CopyVersion}", StringComparison.Ordinal));
        using (var build = new RunningBuild(Folder, "-t:EsbImages"))
        {
            Await(build);
            Files.Write("leaf/src/file", content + ".");
            Files.Write("leaf/src/file", content);
            EndStep();
            Assert.That(build.EndsWithin(Limit), Is.True);
        }

        Files.Write("leaf/src/Dockerfile", dockerfile);
        Assert.That(Built(), Is.EqualTo(["leaf"]));
        Assert.That(Text("leaf", "/leaf/file"), Is.EqualTo(content));
    }

    [Test]
    public void MayBeKilled()
    {
        var dockerfile = Files.Read("leaf/src/Dockerfile");
        Files.Write("leaf/src/file", "killed");
        Files.Write("leaf/src/Dockerfile", dockerfile + $"RUN {Step}\n");
        using (var build = new RunningBuild(Folder, "-t:EsbImages"))
        {
            Await(build);
            build.Send("KILL");
            RunningBuild.KillBakes(Files);
        }

        Files.Write("leaf/src/Dockerfile", dockerfile);
        File.SetLastWriteTimeUtc(Files["leaf/src/file"], new DateTime(2020, 2, 2, 2, 2, 2, DateTimeKind.Utc));
        Assert.That(Built(), Is.EqualTo(["leaf"]));
        Assert.That(Text("leaf", "/leaf/file"), Is.EqualTo("killed"));
    }

    [Test]
    public void MayBeTwoAtOnce()
    {
        Files.Write("base/file", "two at once");
        using var other = new RunningBuild(Folder, "-t:EsbImages");
        Folder.Build("-t:EsbImages");
        Assert.That(other.EndsWithin(Limit), Is.True);
        Built();
        Assert.That(Built(), Is.Empty);
        Assert.That(Text("leaf", "/base/file") + Text("copier", "/copied"), Is.EqualTo("two at oncetwo at once"));
    }

    [Test]
    public void MayWaitForAnotherInVain()
    {
        Files.Write("alone/src/file", "that waits");
        var path = Directory.EnumerateFiles(
            Files[$".{Folder.Brand}"], "bake.lock", SearchOption.AllDirectories).Single();
        using (FileLock.Take(path, "somebody", Limit, onWait: null, CancellationToken.None))
        {
            var build = Folder.Build("-t:EsbImages", "-p:EsbLockTimeout=1");
            Assert.That(build.Codes, Is.EqualTo(["ESB1203"]), build.ToString());
            Assert.That(build.Errors[0].Message, Does.Contain("held by somebody").And.Contain("-p:EsbLockTimeout="));
        }

        Assert.That(Built(), Is.EqualTo(["alone"]));
    }

    private static void Await(RunningBuild build) => Patience.Until(
        "the step runs", () => build.EndsWithin(TimeSpan.Zero) || RunningBuild.ProcessesWith(Step).Count > 0, Limit);

    // Its processes are on this machine too, because the engine is; the shell around it goes on.
    private static void EndStep()
    {
        foreach (var (id, line) in RunningBuild.ProcessesWith(Step))
        {
            if (line.Trim().Equals(Step, StringComparison.Ordinal))
                RunningBuild.Send("KILL", id);
        }
    }
}
