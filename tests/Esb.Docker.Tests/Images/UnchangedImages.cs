using Esb.Testing;

namespace Esb.Docker.Tests.Images;

/// <summary>A second build of a commit, of which nobody remembers the first.</summary>
public sealed class UnchangedImages : DockerFixture
{
    private DockerFolder _folder = null!;
    private string _first = "";

    [OneTimeSetUp]
    public void Build()
    {
        _folder = NewImage("FROM esb-test/busybox:1\nRUN cat /proc/sys/kernel/random/uuid >/id\n" + CopyVersion);
        _folder.MustBuild("-t:EsbImages");
        _first = DockerEngine.Digest(_folder.Image());
    }

    [Test]
    [Order(1)]
    public void HaveTheSameDigest()
    {
        _folder.MustBuild("-t:EsbClean;EsbImages");
        Assert.That(DockerEngine.Digest(_folder.Image()), Is.EqualTo(_first));
        Assert.That(_folder.Record["svc"].GetProperty("digest").GetString(), Is.EqualTo(_first));
    }

    [Test]
    [Order(2)]
    public void AreSaidToBeCached()
    {
        var image = _folder.Record["svc"];
        Assert.That(
            (image.GetProperty("steps").GetInt32(), image.GetProperty("cached_steps").GetInt32()), Is.EqualTo((2, 2)));
    }

    [Test]
    [Order(2)]
    public void AreAsLargeAsTheEngineSays()
    {
        var size = DockerEngine.Inspect(_folder.Image()).GetProperty("Size").GetInt64();
        Assert.That(size, Is.GreaterThan(1_000_000));
        Assert.That(_folder.Record["svc"].GetProperty("size").GetInt64(), Is.EqualTo(size));
    }

    [Test]
    [Order(3)]
    public void AreBuiltAnewWithEsbNoCache()
    {
        var before = DockerEngine.Read(_folder.Image(), "/id");
        _folder.MustBuild("-t:EsbImages", "-p:EsbNoCache=true");
        Assert.That(DockerEngine.Read(_folder.Image(), "/id"), Is.Not.EqualTo(before));
    }

    [Test]
    [Order(4)]
    public void AreBuiltAnewWhereTheItemSaysNoCache()
    {
        var before = DockerEngine.Read(_folder.Image(), "/id");
        _folder.Files.WriteProject(
            """<ItemGroup><EsbImage Include="svc" Context="svc" NoCache="true" /></ItemGroup>""");
        _folder.MustBuild("-t:EsbImages");
        Assert.That(DockerEngine.Read(_folder.Image(), "/id"), Is.Not.EqualTo(before));
    }
}
