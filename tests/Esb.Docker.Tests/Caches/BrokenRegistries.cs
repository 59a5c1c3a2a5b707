using Esb.Docker.Tests.Options;
using Esb.Testing;

namespace Esb.Docker.Tests.Caches;

/// <summary>A registry for caches that does not do its work: the image is built all the same.</summary>
public sealed class BrokenRegistries : DockerFixture
{
    private DockerFolder _folder = null!;

    [OneTimeSetUp]
    public void Write() => _folder = NewImage(VersionOnly);

    [TestCase(Fault.AnswersError, "500")]
    [TestCase(Fault.AnswersUnauthorized, "401")]
    [TestCase(Fault.BreaksOff, "")]
    [TestCase(Fault.HangsUp, "")]
    public void AreOneWarning(Fault fault, string reason)
    {
        using var registry = new BrokenRegistry(fault);
        var build = _folder.Build(
            "-t:EsbClean;EsbImages", "-p:EsbCache=registry", "-p:EsbCacheRegistry=" + registry.Address);

        Assert.That(build.Codes, Is.EqualTo(["ESB1152"]), build.ToString());
        Assert.That(build.Warnings[0].Message, Does.Contain(registry.Address).And.Contain(reason));
        Assert.That(registry.Requests, Is.Positive);
        Assert.That(build.Tasks, Does.Contain("RunBake"));
        Assert.That(_folder.Record.Keys, Is.EqualTo(["svc"]));
        Assert.That(_folder.MustBuild("-t:EsbImages").Tasks, Does.Not.Contain("RunBake"));
    }
}
