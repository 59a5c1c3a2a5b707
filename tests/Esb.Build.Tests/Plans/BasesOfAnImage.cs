namespace Esb.Build.Tests.Plans;

public sealed class BasesOfAnImage
{
    private ImageProject _project = null!;

    [SetUp]
    public void SetUp() => _project = new();

    [TearDown]
    public void TearDown() => _project.Dispose();

    [TestCase("python-base", "target:python-base")]
    [TestCase(" python-base ", "target:python-base")]
    [TestCase("python-base=", "target:python-base")]
    [TestCase("python-base=target:python-base", "target:python-base")]
    [TestCase("python-base=python:3.12", "docker-image://python:3.12")]
    [TestCase("python-base= docker-image://python:3.12", "docker-image://python:3.12")]
    [TestCase("python-base=oci-layout:///x", "oci-layout:///x")]
    public void AreContextsAndArguments(string entry, string source)
    {
        var image = _project.Image("python-base").Image("a", i => i with { BaseImages = [entry] }).Planned("a");
        Assert.That(image.Contexts["python-base"], Is.EqualTo(source));
        Assert.That(image.Arguments["PYTHON_BASE_IMAGE"], Is.EqualTo("python-base"));
        Assert.That(image.BuiltFrom,
            Is.EqualTo(source is "target:python-base" ? ["python-base"] : Array.Empty<string>()));
    }

    [Test]
    public void LeaveAnArgumentOfTheUsers() =>
        Assert.That(
            _project.Image("b").Image("a", static i => i with { BaseImages = ["b"], BuildArgs = ["B_IMAGE=mine"] })
                .Planned("a").Arguments["B_IMAGE"],
            Is.EqualTo("mine"));

    [Test]
    public void AreThoseOfTheMode()
    {
        _project.Image("b", static i => i with { Modes = ["docker", "containerd"] })
            .Image("a", static i =>
            i with { Modes = ["docker", "containerd"], BaseImages = ["b"], Contexts = ["x=target:b"] });
        Assert.That(_project.Planned("a-docker").Contexts["b"], Is.EqualTo("target:b-docker"));
        Assert.That(_project.Planned("a-containerd").Contexts["x"], Is.EqualTo("target:b-containerd"));
        Assert.That(_project.Planned("a-containerd").BuiltFrom, Is.EqualTo(["b-containerd"]));
    }

    [Test]
    public void AreFoundByTheirTargetToo() =>
        Assert.That(
            _project.Image("b", static i => i with { Modes = ["docker"] })
                .Image("a", static i => i with { Modes = ["docker"], Contexts = ["x=target:b-docker"] })
                .Planned("a-docker").BuiltFrom,
            Is.EqualTo(["b-docker"]));

    [TestCase(true)]
    [TestCase(false)]
    public void PreferTheImageOfTheModeInAnyOrderOfItems(bool modeFirst)
    {
        _project.Image("b", i => modeFirst ? i with { Modes = ["docker"] } : i)
            .Image("b", i => modeFirst ? i : i with { Modes = ["docker"] })
            .Image("a", static i => i with { Modes = ["docker"], BaseImages = ["b"] });
        Assert.That(_project.Planned("a-docker").BuiltFrom, Is.EqualTo(["b-docker"]));
    }

    [Test]
    public void MayBeFoldersImagesAndRemoteContexts()
    {
        Directory.CreateDirectory(_project.Folder["conf"]);
        var image = _project.Image("a", static i => i with
        {
            Contexts = ["config=conf", "debian:12=docker-image://debian:13",
                "docker.io/library/debian:latest=docker-image://debian:13", "src=git@example.com:x.git",
                "web=https://example.com/x.tar"],
        }).Planned();
        Assert.That(image.Contexts.Select(static c => $"{c.Key}={c.Value}"), Is.EqualTo(
            [
                "config=" + _project.Folder["conf"],
                "debian=docker-image://debian:13",
                "debian:12=docker-image://debian:13",
                "meta=" + _project.Folder[".esb/meta"],
                "src=git@example.com:x.git",
                "web=https://example.com/x.tar",
            ]));
    }
}
