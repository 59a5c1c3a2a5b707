using Esb.Build.Bake;
using Esb.Testing;

namespace Esb.Build.Tests.Bake;

/// <summary>Each is a process that the build waits for; so they are asked where the answer matters.</summary>
public sealed class QuestionsBeforeABuild
{
    private const string Host = "host";

    [Test]
    public void AreNoneWhereItIsKnownWhichEngineIsMeant()
    {
        var runner = Engines.Docker.Working().On("buildx bake", Recorded.Success("", "ok"));
        Assert.That(Errors(runner), Is.Empty);
        Assert.That(runner.Commands, Has.Count.EqualTo(1));
        Assert.That(runner.Commands[0].Arguments, Does.Contain("default").And.Not.Contain("--allow"));
    }

    [TestCase("DOCKER_CONTEXT=nobody-knows")]
    [TestCase("DOCKER_BUILDKIT=1", Host)]
    public void AreAskedWhereTheyMatter(string variable, string network = "")
    {
        var runner = Engines.Docker.Working().On("buildx bake", Recorded.Success("", "ok"));
        Assert.That(Errors(runner, variable, network), Is.Empty);
        Assert.That(runner.Asked("buildx version"), Has.Count.EqualTo(1));
        Assert.That(runner.Asked("version"), Has.Count.EqualTo(1));
    }

    [Test]
    public void AreNoneWhereBuildKitIsOff()
    {
        var runner = Engines.Docker.Working();
        Assert.That(Errors(runner, "DOCKER_BUILDKIT=0"), Is.EqualTo(new[] { "ESB1109" }));
        Assert.That(runner.Commands, Is.Empty);
    }

    [TestCase("ERROR: invalid progress mode rawjson", "github.com/docker/buildx v0.12.1 x", "ESB1106")]
    [TestCase("unknown shorthand flag: 'f' in -f", "", "ESB1105")]
    [TestCase("ERROR: something else", "github.com/docker/buildx v0.13.1 x", "ESB3007")]
    public void AreAskedAfterOneThatDidNotBegin(string error, string buildx, string code)
    {
        var plugin = buildx.Length > 0 ? new FakeAnswer(buildx)
            : new("", "docker: 'buildx' is not a docker command.", 1);
        var runner = new FakeCommandRunner().On("version", new FakeAnswer(Engines.Docker.Version))
            .On("buildx version", plugin).On("buildx bake", Recorded.Failure(error));
        Assert.That(Errors(runner), Is.EqualTo(new[] { code }));
    }

    [Test]
    public void AreNotAskedAfterOneThatFailedInADockerfile()
    {
        var runner = Engines.Docker.Working()
            .On("buildx bake", Recorded.Failure("ERROR: target ok: failed to solve: secret A: not found"));
        Assert.That(Errors(runner), Is.EqualTo(new[] { "ESB3006" }));
        Assert.That(runner.Commands, Has.Count.EqualTo(1));
    }

    private static string[] Errors(FakeCommandRunner runner, string variable = "", string network = "")
    {
        using var config = new TemporaryFolder();
        var set = variable.Split('=');
        using var build = new Recorded
        {
            Docker = Engines.Docker.Settings([("DOCKER_CONFIG", config.Root), (set[0], set[^1])]),
        };
        var request = build.Request("ok");
        BakeRunner.Run(
            request with { Targets = [.. request.Targets.Select(t => t with { Network = network })] },
            runner, build, build.Problems, CancellationToken.None);
        return [.. build.Problems.Found.Select(static p => p.Rule.Code)];
    }
}
