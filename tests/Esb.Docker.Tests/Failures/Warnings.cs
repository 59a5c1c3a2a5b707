using Esb.Testing;

namespace Esb.Docker.Tests.Failures;

/// <summary>What BuildKit's own linter finds is a warning of the build, at the line.</summary>
public sealed class Warnings : DockerFixture
{
    private DockerFolder _folder = null!;

    [OneTimeSetUp]
    public void Write() =>
        _folder = NewImage("FROM esb-test/busybox:1\n" + CopyVersion + "RUN echo a \\\n\n  && echo b\n");

    [Test]
    public void OfBuildKitAreAtTheLine()
    {
        var build = _folder.Build("-t:EsbClean;EsbImages");
        Assert.That(build.Succeeded, Is.True, build.ToString());
        Assert.That(
            build.Warnings.Select(static w => (w.Code, w.File, w.Line)),
            Is.EqualTo([("ESB3002", _folder.Files["svc/Dockerfile"], 5)]));
        Assert.That(build.Warnings[0].Message, Does.Contain("Empty continuation line"));
    }

    [Test]
    public void CanBeSwitchedOff() =>
        Assert.That(_folder.MustBuild("-t:EsbClean;EsbImages", "-p:NoWarn=ESB3002").Codes, Is.Empty);

    [Test]
    public void CanBeErrors()
    {
        var build = _folder.Build("-t:EsbClean;EsbImages", "-p:WarningsAsErrors=ESB3002");
        Assert.That(
            (build.Succeeded, build.Errors.Select(static e => e.Code)),
            Is.EqualTo((false, new[] { "ESB3002" })).AsCollection, build.ToString());
    }
}
