using Esb.Testing;

namespace Esb.Docker.Tests.Failures;

/// <summary>
/// Five images, of which two cannot be built and one stands on one of these, built with EsbKeepGoing.
/// </summary>
public sealed class FailuresAmongOthers : DockerFixture
{
    private DockerFolder _folder = null!;
    private BuildOutcome _build = null!;

    [OneTimeSetUp]
    public void Build()
    {
        _folder = NewFolder();
        _folder.Files.WriteImage("bad", $"FROM esb-test/busybox:1\nRUN echo {_folder.Brand} && exit 3\n{CopyVersion}");
        _folder.Files.WriteImage("on-bad", "FROM bad\n" + CopyVersion);
        _folder.Files.WriteImage("missing", "FROM esb-test/busybox:1\nCOPY nothing /x\n" + CopyVersion);
        _folder.Files.WriteImage("good", "FROM esb-test/busybox:1\n" + CopyVersion);
        _folder.Files.WriteImage("on-good", "FROM good\n" + CopyVersion);
        _folder.Files.WriteProject("""
            <ItemGroup>
              <EsbImage Include="bad;good" Kind="base" Context="%(Identity)" />
              <EsbImage Include="on-bad;missing;on-good" Context="%(Identity)" />
            </ItemGroup>
            """);
        _folder.Files.Commit();
        _build = _folder.Build("-t:EsbImages", "-p:EsbKeepGoing=true", "-p:EsbMaxParallel=2");
    }

    [Test]
    public void LeaveTheOthersToBeBuilt()
    {
        Assert.That(_build.Succeeded, Is.False);
        Assert.That(_folder.Record.Keys, Is.EquivalentTo(["good", "on-good"]));
        Assert.That(DockerEngine.HasImage(_folder.Image("on-good")), Is.True);
        Assert.That(DockerEngine.HasImage(_folder.Image("on-bad")), Is.False);
    }

    [Test]
    public void AreEachOneErrorAtItsLine() =>
        Assert.That(
            _build.Errors.Select(static e => (e.Code, e.File, e.Line)),
            Is.EquivalentTo(
            [
                ("ESB3001", _folder.Files["bad/Dockerfile"], 2), ("ESB3003", _folder.Files["missing/Dockerfile"], 2),
            ]));

    [Test]
    public void AreListedAtTheEnd() =>
        Assert.That(
            _build.Messages,
            Is.SupersetOf(
                ["3 of 5 images were not built:", "  bad failed; on it stand on-bad", "  missing failed"]));

    [Test]
    public void AreAllThatTheNextBuildTries()
    {
        _folder.MustBuild("-t:EsbPlan");
        Assert.That(_folder.Stale.Keys, Is.EquivalentTo(["bad", "on-bad", "missing"]));
    }
}
