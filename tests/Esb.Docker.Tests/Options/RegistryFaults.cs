using System.Diagnostics;
using Esb.Testing;

namespace Esb.Docker.Tests.Options;

/// <summary>A registry that is down, slow or broken is one error, soon, and the images stay where they are.</summary>
public sealed class RegistryFaults : DockerFixture
{
    // Retries of docker's included.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(90);

    private DockerFolder _folder = null!;

    [OneTimeSetUp]
    public void Build()
    {
        _folder = NewImage(VersionOnly);
        _folder.MustBuild("-t:EsbImages");
    }

    [TestCase(Fault.AnswersError, "500")]
    [TestCase(Fault.AnswersUnauthorized, "401")]
    [TestCase(Fault.AnswersTooMany, "429")]
    [TestCase(Fault.BreaksOff, "")]
    [TestCase(Fault.SaysNonsense, "malformed HTTP response")]
    [TestCase(Fault.HangsUp, "")]
    public void AreOneErrorOfThePush(Fault fault, string reason)
    {
        using var registry = new BrokenRegistry(fault);
        var build = Push(registry.Address, "ESB3006");
        Assert.That(build.Errors[0].Message, Does.Contain(registry.Address).And.Contain(reason));
        Assert.That(registry.Requests, Is.Positive);
    }

    [TestCase(Fault.Hangs)]
    [TestCase(Fault.TakesOnlyConnections)]
    [TestCase(Fault.Trickles)]
    public void AreOneErrorBeforeAPushThatWouldHang(Fault fault)
    {
        using var registry = new BrokenRegistry(fault);
        var build = Push(registry.Address, "ESB1123");
        Assert.That(build.Errors[0].Message, Does.Contain(registry.Address).And.Contain("within 2 s"));
        Assert.That(build.Tasks, Does.Not.Contain("RunBake"));
    }

    [Test]
    public void AreOneErrorWhereNobodyListens()
    {
        var build = Push("127.0.0.1:1", "ESB3006");
        Assert.That(build.Errors[0].Message, Does.Contain("127.0.0.1:1").And.Contain("connection refused"));
    }

    [TestCase(Fault.AnswersError, "ESB3006", "ESB1120")]
    [TestCase(Fault.AnswersUnauthorized, "ESB3006", "ESB1121")]
    [TestCase(Fault.AnswersTooMany, "ESB3006", "ESB1120")]
    [TestCase(Fault.BreaksOff, "ESB3006", "ESB1120")]
    [TestCase(Fault.HangsUp, "ESB3006", "ESB1120")]
    [TestCase(Fault.Trickles, "ESB1123")]
    public void AreToldWhereImagesWereThereBefore(Fault fault, params string[] codes)
    {
        string address;
        using (var healthy = new DockerRegistry())
        {
            address = healthy.Address;
            _folder.MustBuild(Arguments(address));
        }

        using var registry = new BrokenRegistry(fault, int.Parse(address.Split(':')[1], provider: null));
        Assert.That(Push(address, codes[0]).Codes, Is.EqualTo(codes));
    }

    [TearDown]
    public void StillBuildsWithoutTheRegistry()
    {
        _folder.MustBuild("-t:EsbImages");
        Assert.That(DockerEngine.HasImage(_folder.Image()));
    }

    private BuildOutcome Push(string address, string code)
    {
        var clock = Stopwatch.StartNew();
        var build = _folder.Build(Arguments(address));

        Assert.That(clock.Elapsed, Is.LessThan(Soon));
        Assert.That(build.Errors.Select(static e => e.Code), Is.EqualTo([code]), build.ToString());
        Assert.That(build.ToString(), Does.Not.Match(@"\n\s+at \w+\."));
        return build;
    }

    private static string[] Arguments(string address) =>
        ["-t:EsbPush", "-p:EsbRegistry=" + address, "-p:EsbDockerTimeout=2"];
}
