using Esb.Testing;

namespace Esb.Sdk.Tests.Engine;

/// <summary><c>EsbBuilderDriver</c> makes a builder before the build, and bake is called with it.</summary>
public sealed class OwnBuilder : SdkFixture
{
    private const string Driver = "-p:EsbBuilderDriver=docker-container";

    private SdkFolder _folder = null!;
    private FakeDocker _docker = null!;

    [SetUp]
    public void Write()
    {
        _folder = NewImageFolder();
        _docker = FakeDocker.In(_folder);
        _folder.Environment["BUILDX_CONFIG"] = _folder["obj/buildx"];
    }

    [Test]
    public void IsMadeBeforeTheFirstBuildAndStaysForTheSecond()
    {
        Build(Driver);
        Assert.That(Calls("buildx"), Is.EqualTo(["create", "inspect", "version", "bake"]));
        Assert.That(string.Join(' ', _docker.Bakes.Single()), Does.Contain("--builder esb-buildx "));

        Build(Driver);
        Assert.That(_docker.Bakes, Has.Count.EqualTo(1));
        Assert.That(Calls("buildx"), Has.One.EqualTo("create").And.One.EqualTo("inspect"), "it is right already");
    }

    [Test]
    public void IsRemovedByItsTarget()
    {
        Build(Driver);
        Build("-t:EsbBuilderRemove");
        Assert.That(Calls("buildx")[^1], Is.EqualTo("rm"));
    }

    [Test]
    public void IsNotMadeWhereTheUserNamesAnother()
    {
        Build(Driver, "-p:EsbBuilder=farm");
        Assert.That(Calls("buildx"), Has.None.EqualTo("create"));
        Assert.That(string.Join(' ', _docker.Bakes.Single()), Does.Contain("--builder farm "));
    }

    [Test]
    public void IsAnErrorOfItsProperty()
    {
        var outcome = _folder.Build("images.proj", "-t:EsbImages", _docker.Argument, "-p:EsbBuilderDriver=podman");
        Assert.That(outcome.Codes, Is.EqualTo(["ESB2030"]), outcome.ToString());
    }

    private IReadOnlyList<string> Calls(string program) =>
        [.. _docker.Calls.Where(c => c[0].Equals(program, StringComparison.Ordinal)).Select(static c => c[1])];

    private void Build(params IReadOnlyList<string> arguments)
    {
        var outcome = _folder.Build(["images.proj", _docker.Argument, .. arguments]);
        Assert.That(outcome.Succeeded, outcome.ToString());
    }
}
