using Esb.Testing;

namespace Esb.Docker.Tests.UpToDate;

/// <summary>What a project or a Dockerfile says of an image is not what it said.</summary>
public sealed class ChangedDefinitions : UpToDateFixture
{
    [TearDown]
    public void ChangeBack()
    {
        WriteProject();
        Folder.MustBuild("-t:EsbImages");
    }

    [Test]
    public void MayBeABuildArgument()
    {
        WriteProject(from: "GREETING=hello", to: "GREETING=goodbye");
        Assert.That(Built(), Is.EqualTo(["leaf"]));
        Assert.That(Text("leaf", "/greeting"), Is.EqualTo("goodbye\n"));
    }

    [Test]
    public void MayBeALabel()
    {
        WriteProject(from: "Include=\"alone\"", to: "Include=\"alone\" Labels=\"team=edge\"");
        Assert.That(Built(), Is.EqualTo(["alone"]));
        Assert.That(DockerEngine.Label(Folder.Image("alone"), "team"), Is.EqualTo("edge"));
    }

    [Test]
    public void MayBeANewTagOfTheSameContent()
    {
        WriteProject(from: "Include=\"alone\"", to: "Include=\"alone\" Tags=\"extra\"");
        Assert.That(Built(), Is.EqualTo(["alone"]));
        Assert.That(DockerEngine.Digest(Folder.Image("alone", "extra")), Is.EqualTo(Id("alone")));
        Assert.That(Built(), Is.Empty);
    }

    [Test]
    public void MayBeThePlatforms()
    {
        var platform = $"linux/{DockerEngine.Inspect(Folder.Image("alone")).GetProperty("Architecture").GetString()}";
        WriteProject(from: "Include=\"alone\"", to: $"Include=\"alone\" Platforms=\"{platform}\"");
        Assert.That(Built(), Is.EqualTo(["alone"]));
        Assert.That(Built(), Is.Empty);
    }

    [Test]
    public void MayBeANamedContextOfTheSameFiles()
    {
        Files.Write("other/file", "of other");
        WriteProject(from: "shared=shared", to: "shared=other");
        Assert.That(Built(), Is.EqualTo(["alone"]));
        Assert.That(Text("alone", "/shared/file"), Is.EqualTo("of other"));
    }

    [Test]
    public void MayBeNoCacheWhichBuildsAlways()
    {
        WriteProject(from: "Include=\"alone\"", to: "Include=\"alone\" NoCache=\"true\"");
        Assert.That((Built(), Built()), Is.EqualTo((new[] { "alone" }, new[] { "alone" })));
    }

    [Test]
    public void MayBeAComment()
    {
        var dockerfile = Files.Read("base/Dockerfile");
        Files.Write("base/Dockerfile", "# new\n" + dockerfile);
        Assert.That(Built(), Is.EqualTo(BaseAndItsUsers));
    }

    [Test]
    public void MayBeTheSdk()
    {
        var project = Files.Read("images.proj");
        Files.Write("images.proj", project.Replace(
            $"Esb.Sdk/{PackedSdk.Version}\"", $"Esb.Sdk/{PackedSdk.OtherVersion}\"", StringComparison.Ordinal));
        Assert.That(Built(), Is.EqualTo(All));
        Assert.That(Built(), Is.Empty);
    }
}
