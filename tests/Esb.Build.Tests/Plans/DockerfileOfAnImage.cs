namespace Esb.Build.Tests.Plans;

public sealed class DockerfileOfAnImage
{
    private const string Meta = "COPY --from=meta /version.json /app/version.json\n";

    private ImageProject _project = null!;

    [SetUp]
    public void SetUp() => _project = new ImageProject()
        .Image("os-base", static i => i with { Kind = "base" }).Image("redis")
        .Image("a", static i => i with { Secrets = ["esb_ca=ca"] });

    [TearDown]
    public void TearDown() => _project.Dispose();

    [TestCase("os-base", "os-base")]
    [TestCase("os-base:latest", "os-base")]
    [TestCase("esb-os-base", "esb-os-base")]
    [TestCase("esb-os-base:latest", "esb-os-base")]
    [TestCase("docker.io/library/esb-os-base:latest", "esb-os-base")]
    public void LinksABaseOfTheProjectUnderTheNameThatBuildKitLooksFor(string from, string context)
    {
        WriteDockerfile($"FROM {from}\n");
        var image = _project.Planned("a");
        Assert.That(image.Contexts[context], Is.EqualTo("target:os-base"));
        Assert.That(image.BuiltFrom, Is.EqualTo(["os-base"]));
    }

    [TestCase("esb-os-base")]
    [TestCase("esb-os-base:1.2")]
    [TestCase("reg.example:5000/esb-os-base:latest")]
    [TestCase("reg.example:5000/esb-os-base:1.2")]
    public void LinksABaseUnderTheNameItHasElsewhere(string from)
    {
        WriteDockerfile($"FROM {from}\n");
        var image = _project.With(static s => s with { Registry = "reg.example:5000", Tag = "1.2" }).Planned("a");
        Assert.That(image.BuiltFrom, Is.EqualTo(["os-base"]));
        Assert.That(image.ExternalImages, Is.Empty);
    }

    [TestCase("esb-os-base:1.3")]
    [TestCase("other.example/esb-os-base:latest")]
    public void LinksNoImageOfAnotherVersionOrRegistry(string from)
    {
        WriteDockerfile($"FROM {from}\n");
        var image = _project.With(static s => s with { Registry = "reg.example:5000", Tag = "1.2" }).Planned("a");
        Assert.That(image.BuiltFrom, Is.Empty);
        Assert.That(image.ExternalImages, Is.EqualTo([from]));
    }

    [Test]
    public void LinksAServiceOnlyByItsWholeReference()
    {
        WriteDockerfile("FROM redis\n");
        Assert.That(_project.Planned("a").BuiltFrom, Is.Empty);
        WriteDockerfile("FROM esb-redis\n");
        Assert.That(_project.Planned("a").BuiltFrom, Is.EqualTo(["redis"]));
    }

    [Test]
    public void DoesNotLinkAnImageToItself()
    {
        WriteDockerfile("FROM esb-a:latest\n");
        Assert.That(_project.Planned("a").BuiltFrom, Is.Empty);
    }

    [Test]
    public void GetsAFingerprintOfASecretThatItDeclares()
    {
        WriteDockerfile("FROM scratch\nARG CA_FINGERPRINT\n");
        var before = _project.Planned("a").Arguments["CA_FINGERPRINT"];
        Assert.That(before, Does.Match("^[0-9a-f]{32}$"));
        Assert.That(_project.Planned("a").Arguments["CA_FINGERPRINT"], Is.EqualTo(before));
        _project.Folder.Write("ca", "other");
        Assert.That(_project.Planned("a").Arguments["CA_FINGERPRINT"], Is.Not.EqualTo(before));
    }

    [Test]
    public void GetsAFingerprintOfASecretOfTheEnvironment()
    {
        _project.Environment("T", "one").Image("b", static i => i with { Secrets = ["token=env:T"] });
        _project.Folder.Write("b/Dockerfile", "FROM scratch\nARG TOKEN_FINGERPRINT\n" + Meta);
        WriteDockerfile("FROM scratch\n");
        var before = _project.Planned("b").Arguments["TOKEN_FINGERPRINT"];
        Assert.That(_project.Environment("T", "two").Planned("b")
            .Arguments["TOKEN_FINGERPRINT"], Is.Not.EqualTo(before));
    }

    [Test]
    public void GetsNoFingerprintThatItDoesNotDeclare()
    {
        WriteDockerfile("FROM scratch\n");
        Assert.That(_project.Planned("a").Arguments.Keys, Is.EqualTo(new[] { "BUILDKIT_SANDBOX_HOSTNAME" }));
    }

    [Test]
    public void IsCheckedOnceForAllImagesOfIt()
    {
        WriteDockerfile("FROM scratch AS run\n", meta: "");
        _project.Image("b", static i => i with { Dockerfile = "../a/Dockerfile" });
        var problems = new Esb.Build.Diagnostics.ProblemList();
        Esb.Build.Plans.ImagePlanner.Plan(_project.Items, _project.Settings, problems);
        Assert.That(problems.Found.Select(static p => p.Position!.File), Is.EqualTo([_project.Folder["a/Dockerfile"]]),
            string.Join('\n', problems.Found));
    }

    private void WriteDockerfile(string head, string meta = Meta)
    {
        _project.Folder.Write("ca", "CA");
        _project.Folder.Write("a/Dockerfile", head + meta);
    }
}
