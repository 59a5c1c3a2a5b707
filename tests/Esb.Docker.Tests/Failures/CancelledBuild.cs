using Esb.Testing;

namespace Esb.Docker.Tests.Failures;

/// <summary>Somebody ends a build in the middle of a step.</summary>
public sealed class CancelledBuild : DockerFixture
{
    [TestCase("INT")]
    [TestCase("TERM")]
    public void EndsAndLeavesNothing(string signal)
    {
        var (folder, step) = NewSlowImage();
        using var build = new RunningBuild(folder, "-t:EsbImages");
        AwaitStep(step, build);

        build.Send(signal);
        Assert.That(build.EndsWithin(TimeSpan.FromSeconds(20)), Is.True);
        Assert.That(build.ExitCode, Is.Not.Zero, build.Output);
        Assert.That(build.Output, Does.Contain("ESB3009"));
        AssertNothingRuns(folder, step);
    }

    [Test]
    public void SaysWhenItWasAnotherProgramThatEndedBake()
    {
        var (folder, step) = NewSlowImage();
        using var build = new RunningBuild(folder, "-t:EsbImages");
        AwaitStep(step, build);

        RunningBuild.Send("INT", Bake(folder)[0].Id);
        Assert.That(build.EndsWithin(TimeSpan.FromSeconds(20)), Is.True);
        Assert.That(build.Output, Does.Contain("error ESB3010"));
        AssertNothingRuns(folder, step);
    }

    [Test]
    public void LeavesNoStepWhereItIsKilled()
    {
        var (folder, step) = NewSlowImage();
        using var build = new RunningBuild(folder, "-t:EsbImages");
        AwaitStep(step, build);

        build.Send("KILL");
        foreach (var (id, _) in Bake(folder))
            RunningBuild.Send("KILL", id);
        AssertNothingRuns(folder, step);
    }

    // The step's process is on this machine too, because the engine is.
    private (DockerFolder Folder, string Step) NewSlowImage()
    {
        var step = $"sleep {3000 + Random.Shared.Next(1000000)}";
        return (NewImage($"FROM esb-test/busybox:1\nRUN {step}\n" + CopyVersion), step);
    }

    private static void AwaitStep(string step, RunningBuild build) => Patience.Until(
        $"the step runs", () => build.EndsWithin(TimeSpan.Zero) || RunningBuild.ProcessesWith(step).Count > 0, TimeSpan.FromSeconds(60));

    private static IReadOnlyList<(int Id, string Line)> Bake(DockerFolder folder) =>
        RunningBuild.ProcessesWith(folder.Files[RunningBuild.BakeCalls]);

    private static void AssertNothingRuns(DockerFolder folder, string step)
    {
        Patience.Until("docker and buildx have ended", () => Bake(folder).Count == 0, TimeSpan.FromSeconds(10));
        Patience.Until(
            "the step has ended", () => RunningBuild.ProcessesWith(step).Count == 0, TimeSpan.FromSeconds(10));
    }
}
