using Esb.Build.Definitions;
using Esb.Build.Diagnostics;

namespace Esb.Build.Tests.Plans;

public sealed class CachesOfAnImage
{
    private ImageProject _project = null!;

    [SetUp]
    public void SetUp() => _project = new();

    [TearDown]
    public void TearDown() => _project.Dispose();

    [Test]
    public void AreNoneUnlessSomebodyAsks() =>
        Assert.That(_project.Image("a").Planned().Caches, Is.EqualTo(ImageCaches.None));

    [TestCase("base", "", "base-images", "a_b")]
    [TestCase("control", "", "control-images", "a_b")]
    [TestCase("control", "docker", "control-images-docker", "a_b-docker")]
    [TestCase("function", "", "functions", "a_b")]
    [TestCase("", "docker", "services", "a_b-docker")]
    public void HaveAFolderForEachGroupAndTarget(string kind, string mode, string group, string target)
    {
        var image = _project.Image("a.b", i => i with { Kind = kind, Modes = mode.Length > 0 ? [mode] : [] })
            .With(static s => s with { Cache = ["local"] }).Planned();
        Assert.That(image.Caches, Is.EqualTo(new ImageCaches(
            _project.Folder[$".esb/buildx-cache/{group}/{target}"], "")));
    }

    [Test]
    public void HaveAPlaceForEachSetOfPlatforms()
    {
        var image = _project.Image("a", static i => i with { Platforms = ["linux/arm64", "linux/amd64"] })
            .With(static s => s with { Cache = ["registry", "local"], Registry = "r.example.com/box/" }).Planned();
        Assert.That(image.Caches, Is.EqualTo(new ImageCaches(
            _project.Folder[".esb/buildx-cache/services/a@linux-amd64@linux-arm64"],
            "r.example.com/box/esb-a:buildcache-linux-amd64-linux-arm64")));
    }

    [TestCase("", "r.example.com/esb-a:buildcache")]
    [TestCase("c.example.com:5000/x/", "c.example.com:5000/x/esb-a:buildcache")]
    public void AreInTheRegistryForThemOrElseInTheImages(string registry, string reference)
    {
        var image = _project.Image("a").With(s => s with
        {
            Cache = ["registry"], Registry = "r.example.com", CacheRegistry = registry,
        }).Planned();
        Assert.That(image.Caches, Is.EqualTo(new ImageCaches("", reference)));
    }

    [TestCase("", "", "ghcr.example/me/a:buildcache")]
    [TestCase("localhost:5000", "", "ghcr.example/me/a:buildcache")]
    [TestCase("localhost:5000", "c.example.com/x", "c.example.com/x/ghcr.example/me/a:buildcache")]
    public void MayBeInTheRegistryThatTheImageNames(string registry, string caches, string reference)
    {
        var image = _project.Image("a", static i => i with { Repository = "ghcr.example/me/a", Cache = ["registry"] })
            .With(s => s with { Registry = registry, CacheRegistry = caches });
        Assert.That(image.Planned().Caches.Reference, Is.EqualTo(reference));
    }

    [TestCase("none", "", "")]
    [TestCase("", "services/a", "")]
    [TestCase("registry", "", "r.example.com/esb-a:buildcache")]
    [TestCase("local;registry", "services/a", "r.example.com/esb-a:buildcache")]
    public void MayBeOthersThanTheProjects(string own, string folder, string reference)
    {
        var words = own.Split(';', StringSplitOptions.RemoveEmptyEntries);
        var image = _project.Image("a", i => i with { Cache = words })
            .With(s => s with { Cache = ["local"], CacheDirectory = _project.Folder["c"], Registry = "r.example.com" });
        Assert.That(image.Planned().Caches, Is.EqualTo(new ImageCaches(
            folder.Length > 0 ? _project.Folder["c/" + folder] : "", reference)));
    }

    [TestCase("disk")]
    [TestCase("none;local")]
    public void AreAnErrorWhereAWordIsUnknown(string words) =>
        _project.Image("b").Image("a", i => i with { Cache = words.Split(';') })
            .FailsWith(Rules.BadCache, 2, $"\"{words}\"", "local, registry, both");

    [Test]
    public void AreAnErrorWhereNoRegistryIsNamed() =>
        _project.Image("b").Image("a", static i => i with { Cache = ["registry"] })
            .FailsWith(Rules.CacheRegistryRequired, 2, "EsbCacheRegistry");

    [Test]
    public void AreAnErrorWhereTheirRegistryIsNone() =>
        _project.Image("a").With(static s => s with { CacheRegistry = "https://r.example.com" })
            .FailsWithProperty(Rules.BadProperty, "EsbCacheRegistry", "without https://");

    [Test]
    public void ShowNoPasswordOfARegistry() =>
        _project.Image("a").With(static s => s with { CacheRegistry = "me:hunter2@r.example.com" })
            .FailsWithProperty(Rules.BadProperty, "'***@r.example.com'");
}
