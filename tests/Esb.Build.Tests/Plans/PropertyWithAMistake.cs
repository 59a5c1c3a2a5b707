using Esb.Build.Diagnostics;

namespace Esb.Build.Tests.Plans;

public sealed class PropertyWithAMistake
{
    private ImageProject _project = null!;

    [SetUp]
    public void SetUp() => _project = new ImageProject().Image("a");

    [TearDown]
    public void TearDown() => _project.Dispose();

    [Test]
    public void IsTheBrand() =>
        _project.With(static s => s with { Brand = "My Box" })
        .FailsWithProperty(Rules.BadProperty, "EsbBrand", "'My Box'");

    [Test]
    public void IsTheTag() =>
        _project.With(static s => s with { Tag = "a/b" }).FailsWithProperty(Rules.BadProperty, "EsbTag", "'a/b'");

    [Test]
    public void IsTheTagOfTheEnvironment() =>
        _project.Environment("ESB_TAG", "a/b").FailsWithProperty(Rules.BadProperty, "ESB_TAG", "'a/b'");

    [Test]
    public void IsTheMode() =>
        _project.With(static s => s with { Mode = "podman" })
            .FailsWithProperty(Rules.BadProperty, "EsbMode", "docker or containerd");

    [Test]
    public void IsOneOfTheModes() =>
        _project.With(static s => s with { Modes = ["docker", "a b"] })
            .FailsWithProperty(Rules.BadProperty, "EsbModes", "'a b'");

    [Test]
    public void IsThePlatforms() =>
        _project.With(static s => s with { Platforms = ["linux/amd64", "x"] })
            .FailsWithProperty(Rules.BadProperty, "EsbPlatforms", "'x'");

    [Test]
    public void IsTheProvenance() =>
        _project.With(static s => s with { Provenance = "full" })
            .FailsWithProperty(Rules.BadProperty, "EsbProvenance", "min or max");

    [TestCase("https://registry.example.com")]
    [TestCase("registry.example.com/Team")]
    [TestCase("localhost:x")]
    [TestCase("a b")]
    public void IsTheRegistry(string registry) =>
        _project.With(s => s with { Registry = registry })
            .FailsWithProperty(Rules.BadProperty, "EsbRegistry", $"'{registry}'");

    [TestCase("me:hunter22@127.0.0.1:5010")]
    [TestCase("https://me:hunter22@127.0.0.1:5010/team")]
    public void IsTheRegistryWhoseLoginIsNotShown(string registry)
    {
        var problem = _project.With(s => s with { Registry = registry }).Problems().Single();
        Assert.That(problem.Message, Does.Contain("***@127.0.0.1:5010").And.Not.Contain("hunter22"));
    }

    [Test]
    public void IsTheRegistryOfTheEnvironment() =>
        _project.Environment("ESB_REGISTRY", "A/B").FailsWithProperty(Rules.BadProperty, "ESB_REGISTRY", "'A/B'");

    [Test]
    public void IsTheRegistryThatContainerdNeeds() =>
        _project.With(static s => s with { Mode = "containerd", Brand = "box" })
            .FailsWithProperty(Rules.RegistryRequired, "'containerd'", "BOX_REGISTRY=127.0.0.1:5010/");

    [Test]
    public void IsReportedWithAllOthers() =>
        Assert.That(_project.With(static s => s with { Tag = "a/b", Mode = "x", Registry = "a b" })
            .Problems(), Has.Count.EqualTo(3));
}
