using System.Runtime.Versioning;
using Esb.Build.Diagnostics;
using Esb.Build.Dockerfiles;

namespace Esb.Build.Tests.Plans;

[UnsupportedOSPlatform("windows")]
[Platform(Exclude = "Win", Reason = "A link needs a privilege there.")]
public sealed class PlaceOfADockerfile
{
    private const string Text = "FROM scratch\nCOPY --from=meta /version.json /app/version.json\n";

    private ImageProject _project = null!;

    [SetUp]
    public void SetUp()
    {
        _project = new ImageProject().Item("a", static i => i with { Context = "a" });
        _project.Folder.Write("a/f", Text);
        _project.Folder.Write("common/Dockerfile", Text);
    }

    [TearDown]
    public void TearDown() => _project.Dispose();

    [Test]
    public void MayBeInLowerCase()
    {
        _project.Folder.Write("a/dockerfile", Text);
        Assert.That(_project.Planned().Dockerfile, Is.EqualTo(_project.Folder["a/dockerfile"]));
        _project.Folder.Write("a/Dockerfile", Text);
        Assert.That(_project.Planned().Dockerfile, Is.EqualTo(_project.Folder["a/Dockerfile"]));
    }

    [TestCase("Dockerfile", "a/dockerfile")]
    [TestCase("../common/Dockerfile", "common/Dockerfile")]
    [TestCase("own/Dockerfile", "own/dockerfile")]
    public void MayBeNamedInUpperCase(string name, string place)
    {
        _project.Folder.Write("a/dockerfile", Text);
        _project.Folder.Write("own/dockerfile", Text);
        var image = _project.Item("b", i => i with { Context = "a", Dockerfile = name }).Planned("b");
        Assert.That(image.Dockerfile, Is.EqualTo(_project.Folder[place]));
    }

    [Test]
    public void IsNoOtherNameInLowerCase()
    {
        _project.Folder.Write("a/app.dockerfile", Text);
        _project = _project.Item("b", static i => i with { Context = "a", Dockerfile = "App.Dockerfile" });
        Assert.That(_project.Problems().Select(static p => p.Rule),
            Is.EqualTo([Rules.MissingDockerfile, Rules.MissingDockerfile]));
    }

    [TestCase("../common/Dockerfile")]
    [TestCase("../a/f")]
    [TestCase("sub/Dockerfile")]
    public void IsAnErrorWhereALinkLeadsOutOfItsFolder(string link)
    {
        Directory.CreateSymbolicLink(_project.Folder["a/sub"], "../common");
        File.CreateSymbolicLink(_project.Folder["a/Dockerfile"], link);
        _project.FailsWith(Rules.LinkedDockerfile, 1, $"to '{link}'", "symbolic link");
    }

    [Test]
    public void IsToldWithTheMetadataToType()
    {
        File.CreateSymbolicLink(_project.Folder["a/Dockerfile"], _project.Folder["common/Dockerfile"]);
        _project.FailsWith(Rules.LinkedDockerfile, 1, "Dockerfile=\"../common/Dockerfile\"");
    }

    [TestCase("Dockerfile.real")]
    [TestCase("sub/Dockerfile")]
    public void MayBeALinkInItsFolder(string link)
    {
        _project.Folder.Write("a/Dockerfile.real", Text);
        _project.Folder.Write("a/real/Dockerfile", Text);
        Directory.CreateSymbolicLink(_project.Folder["a/sub"], "real");
        File.CreateSymbolicLink(_project.Folder["a/Dockerfile"], link);
        Assert.That(_project.Planned().Dockerfile, Is.EqualTo(_project.Folder["a/Dockerfile"]));
    }

    [Test]
    public void MayLieInAFolderThatIsALink()
    {
        Directory.CreateSymbolicLink(_project.Folder["linked"], "common");
        var image = _project.Item("b", static i => i with { Context = "a", Dockerfile = "linked/Dockerfile" });
        _project.Folder.Write("a/Dockerfile", Text);
        Assert.That(image.Planned("b").Dockerfile, Is.EqualTo(_project.Folder["linked/Dockerfile"]));
    }

    [Test]
    public void MayHaveAPolicyBesideIt()
    {
        Assert.That(PolicyFile.Locate(_project.Folder["a/Dockerfile"]), Is.Null);
        File.CreateSymbolicLink(_project.Folder["a/Dockerfile.rego"], "../policy");
        Directory.CreateDirectory(_project.Folder["a/dockerfile.rego"]);
        Assert.That(PolicyFile.Locate(_project.Folder["a/Dockerfile"]), Is.Null);
        Assert.That(PolicyFile.Locate(_project.Folder["a/dockerfile"]), Is.Null);

        _project.Folder.Write("policy", "package docker");
        var policy = _project.Folder["a/Dockerfile.rego"];
        Assert.That(PolicyFile.Locate(_project.Folder["a/Dockerfile"]), Is.EqualTo(policy));
    }
}
