using Esb.Docker.Tests.UpToDate;

namespace Esb.Docker.Tests.Caches;

/// <summary>An engine that reads caches and cannot write any: the one with the classic image store.</summary>
public sealed class BuilderThatWritesNone : DockerFixture
{
    [Test]
    public void IsOneWarningAndNoFailure()
    {
        using var engine = new PrivateEngine();
        engine.Take("esb-test/busybox:1");
        var folder = NewImage("FROM esb-test/busybox:1\nRUN date >/date\n" + CopyVersion);
        folder.Files.Environment["DOCKER_HOST"] = engine.Address;
        var build = folder.MustBuild("-t:EsbImages", "-p:EsbCache=local");
        Assert.That(build.Codes, Is.EqualTo(["ESB1150"]), build.ToString());
        Assert.That(folder.MustBuild("-t:EsbImages", "-p:EsbCache=local").Codes, Is.Empty, "nothing is built");

        folder.Files.Write("svc/Dockerfile", folder.Files.Read("svc/Dockerfile") + "RUN true\n");
        Assert.That(folder.MustBuild("-t:EsbImages", "-p:EsbCache=local", "-p:EsbCacheReadOnly=true").Codes, Is.Empty);
    }
}
