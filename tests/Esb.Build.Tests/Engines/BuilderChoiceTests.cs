using Esb.Build.Engines;
using Esb.Testing;

namespace Esb.Build.Tests.Engines;

/// <summary>The files are those of buildx 0.13 and 0.29.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class BuilderThatBakeIsCalledWith
{
    private readonly TemporaryFolder _config = new();

    [SetUp]
    public void MakeBuilders()
    {
        _config.Write("buildx/instances/big", """{"Name":"big","Driver":"docker-container","Nodes":[]}""");
        _config.Write("buildx/instances/old", """{"Name":"old","Driver":""}""");
    }

    [TearDown]
    public void Delete() => _config.Dispose();

    [Test]
    public void IsTheEnginesOwn() => Assert.That(Choice(), Is.EqualTo("default (docker)"));

    [TestCase("big", "big (docker-container)")]
    [TestCase("BIG", "BIG (docker-container)")]
    [TestCase("old", "old (docker)")]
    [TestCase("remote", "remote (docker)")]
    [TestCase("../big", "../big (docker)")]
    public void IsTheOneOfTheEnvironment(string name, string choice) =>
        Assert.That(Choice(environment: ("BUILDX_BUILDER", name)), Is.EqualTo(choice));

    [Test]
    public void IsTheOneOfTheProjectBeforeAll() =>
        Assert.That(Choice("big", ("BUILDX_BUILDER", "old")), Is.EqualTo("big (docker-container)"));

    [Test]
    public void IsNotTheOneInUse()
    {
        _config.Write("buildx/current", """{"Key":"unix:///var/run/docker.sock","Name":"big","Global":true}""");
        _config.Write("buildx/defaults/" + EngineThatIsMeant.Id("unix:///var/run/docker.sock")[..20], "big");

        Assert.That(Choice(), Is.EqualTo("default (docker)"));
    }

    [Test]
    public void IsTheOneOfTheCurrentContext()
    {
        _config.Write(
            $"contexts/meta/{EngineThatIsMeant.Id("far")}/meta.json", """{"Endpoints":{"docker":{"Host":"tcp://f"}}}""");

        Assert.That(Choice(environment: ("DOCKER_CONTEXT", "far")), Is.EqualTo("far (docker)"));
    }

    [Test]
    public void IsOfTheEngineWhereItsFileIsBroken()
    {
        _config.Write("buildx/instances/big", "no JSON");

        Assert.That(Choice("big"), Is.EqualTo("big (docker)"));
    }

    [Test]
    public void IsFoundInTheFolderOfTheEnvironment()
    {
        using var other = new TemporaryFolder();
        other.Write("instances/big", """{"Driver":"remote"}""");

        Assert.That(Choice("big", ("BUILDX_CONFIG", other.Root)), Is.EqualTo("big (remote)"));
    }

    [Test]
    public void IsUnknownWhereNobodyKnowsTheFolder()
    {
        Assert.That(BuilderChoice.Read(Docker.Settings(), config: null, context: null), Is.EqualTo("? (?)"));
        Assert.That(
            BuilderChoice.Read(Docker.Settings() with { Builder = "b" }, config: null, context: null),
            Is.EqualTo("b (?)"));
    }

    [Test]
    public void IsUnknownWhereTheContextIs()
    {
        var docker = Docker.Settings(("DOCKER_CONFIG", _config.Root));

        Assert.That(BuilderChoice.Read(docker, DockerConfig.Read(docker), context: null), Is.EqualTo("? (?)"));
    }

    private string Choice(string? builder = null, (string Name, string Value)? environment = null)
    {
        (string, string)[] variables = environment is { } variable ? [variable] : [];
        var docker = Docker.Settings([.. variables, ("DOCKER_CONFIG", _config.Root)]) with { Builder = builder };
        var config = DockerConfig.Read(docker)!;
        return BuilderChoice.Read(docker, config, DockerContext.Read(docker, config));
    }
}
