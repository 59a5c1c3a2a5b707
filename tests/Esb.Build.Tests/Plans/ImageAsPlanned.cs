using Esb.Build.Images;

namespace Esb.Build.Tests.Plans;

public sealed class ImageAsPlanned
{
    private ImageProject _project = null!;

    [SetUp]
    public void SetUp() => _project = new();

    [TearDown]
    public void TearDown() => _project.Dispose();

    [Test]
    public void NeedsNothingButItsName()
    {
        _project.Folder.Write("Dockerfile", "FROM scratch\nCOPY --from=meta /version.json /app/version.json\n");
        var image = _project.Item("a", static i => i).Planned();
        Assert.That((image.Context, image.Dockerfile),
            Is.EqualTo((_project.Folder.Root, _project.Folder["Dockerfile"])));
        Assert.That(image.References[0].ToString(), Is.EqualTo("esb-a:latest"));
        Assert.That((image.Kind, image.Target, image.Mode), Is.EqualTo((ImageKind.Service, "a", "")));
    }

    [Test]
    public void FollowsBrandTagAndRegistryOfTheEnvironment()
    {
        var image = _project.Image("a", static i => i with { Modes = ["docker"], Tags = ["extra", "ghcr.io/o/a:1"] })
            .With(static s => s with { Brand = "box" })
            .Environment("BOX_TAG", "e2e").Environment("BOX_REGISTRY", "127.0.0.1:5010/").Planned();
        Assert.That(
            image.References.Select(static r => r.ToString()),
            Is.EqualTo(["127.0.0.1:5010/box-a:e2e-docker", "127.0.0.1:5010/box-a:extra-docker", "ghcr.io/o/a:1"]));
        Assert.That(image.Contexts["meta"], Is.EqualTo(_project.Folder[".box/meta"]));
    }

    [Test]
    public void PrefersPropertiesToTheEnvironment()
    {
        var image = _project.Image("a", static i => i with { Repository = "team/a", Tags = ["v1"] })
            .Environment("ESB_TAG", "no").Environment("ESB_REGISTRY", "no")
            .With(static s => s with { Tag = "v1", Registry = "r.example.com" }).Planned();
        Assert.That(image.References[0].ToString(), Is.EqualTo("r.example.com/team/a:v1"));
        Assert.That(image.References, Has.Count.EqualTo(1), "a tag that it has already is not one more");
    }

    [TestCase("ghcr.io/a/b")]
    [TestCase("localhost/b")]
    [TestCase("me:5000/b")]
    public void StaysInTheRegistryThatItsRepositoryNames(string repository)
    {
        var image = _project.Image("a", i => i with { Repository = repository, Tags = ["v1"] })
            .With(static s => s with { Registry = "localhost:5000" }).Planned();
        Assert.That(
            image.References.Select(static r => r.ToString()),
            Is.EqualTo([$"{repository}:latest", $"{repository}:v1"]));
    }

    [Test]
    public void TakesTheDockerfileOfItsMode()
    {
        _project.Image("a", static i => i with { Modes = ["docker", "containerd"] });
        _project.Folder.Write("a/Dockerfile.containerd",
            "FROM scratch\nCOPY --from=meta /version.json /app/version.json\n");
        Assert.That(_project.Planned("a-docker").Dockerfile, Is.EqualTo(_project.Folder["a/Dockerfile"]));
        Assert.That(_project.Planned("a-containerd")
            .Dockerfile, Is.EqualTo(_project.Folder["a/Dockerfile.containerd"]));
    }

    [TestCase("own/Other.Dockerfile", "own/Other.Dockerfile")]
    [TestCase("Inside", "a/Inside")]
    public void FindsItsDockerfileInTheContextOrBesideTheProject(string name, string expected)
    {
        _project.Image("a", i => i with { Dockerfile = name })
            .Folder.Write(expected, "FROM scratch\nCOPY --from=meta /version.json /app/version.json\n");
        Assert.That(_project.Planned().Dockerfile, Is.EqualTo(_project.Folder[expected]));
    }

    [TestCase("", "Dockerfile")]
    [TestCase("docker/X", "docker/X")]
    public void LeavesARemoteContextToBuildKit(string dockerfile, string expected)
    {
        var image = _project.Item("a", i => i with { Context = "https://example.com/a.git", Dockerfile = dockerfile })
            .Planned();
        Assert.That((image.Context, image.Dockerfile), Is.EqualTo(("https://example.com/a.git", expected)));
    }

    [Test]
    public void HasStandardLabelsThatTheUserMayReplace()
    {
        var image = _project.Image("a", static i =>
            i with { Labels = ["org.opencontainers.image.title=Gateway", "x = y=z"] }).Planned();
        Assert.That(image.Labels.Select(static l => $"{l.Key}={l.Value}"), Is.EqualTo(
            [
                "org.opencontainers.image.revision=" + new string('a', 40),
                "org.opencontainers.image.source=https://example.com/box.git",
                "org.opencontainers.image.title=Gateway",
                "org.opencontainers.image.version=v1.2.3",
                "x= y=z",
            ]));
    }

    [Test]
    public void HasNoSourceWithoutARemote() =>
        Assert.That(
            _project.Image("a").With(static s => s with { Revision = s.Revision with { RepositoryUrl = "" } }).Planned()
                .Labels.Keys,
            Does.Not.Contain("org.opencontainers.image.source"));

    [Test]
    public void SaysItsOptionsOrTakesTheProjects()
    {
        _project.With(static s =>
            s with { NoCache = true, Pull = true, Platforms = ["linux/arm64"], Sbom = true, Provenance = "max" })
            .Image("a", static i =>
            i with { NoCache = "False", Network = "host", Stage = "run", Platforms = ["linux/amd64"] }).Image("b");
        var a = _project.Planned("a");
        var b = _project.Planned("b");
        Assert.That((a.NoCache, a.Pull, a.Network, a.Stage, a.Platforms[0].Value),
            Is.EqualTo((false, true, "host", "run", "linux/amd64")));
        Assert.That((b.NoCache, b.Pull, b.Network, b.Stage, b.Platforms[0].Value),
            Is.EqualTo((true, true, "", "", "linux/arm64")));
        Assert.That(b.Attestations, Is.EqualTo(["type=provenance,mode=max", "type=sbom"]));
    }

    [TestCase("", "type=provenance,disabled=true")]
    [TestCase("true", "type=provenance,mode=min")]
    public void SaysWhetherItIsAttested(string provenance, string expected) =>
        Assert.That(_project.Image("a").With(s => s with { Provenance = provenance }).Planned()
            .Attestations, Is.EqualTo([expected]));

    [Test]
    public void GivesBuildKitTheAgentAndKeys()
    {
        var key = _project.Folder.Write("k \"ey", "");
        Assert.That(_project.Image("a", static i => i with { Ssh = [" default ", "git=k \"ey"] }).Planned()
            .Ssh, Is.EqualTo(["default", $"git={key}"]));
    }

    [Test]
    public void IsInTheSameOrderWhateverTheOrderOfItems()
    {
        _project.Image("c", static i => i with { BaseImages = ["b"] }).Image("b")
            .Image("a", static i => i with { Modes = ["containerd", "docker"] });
        Assert.That(_project.Plan()
            .Images.Select(static i => i.Target), Is.EqualTo(["a-containerd", "a-docker", "b", "c"]));
    }
}
