using Esb.Testing;

namespace Esb.Sdk.Tests.Ways;

/// <summary>A repository's own settings hold in a standalone project as in every other.</summary>
public sealed class DirectoryBuildFiles : SdkFixture
{
    private SdkFolder _folder = null!;

    [OneTimeSetUp]
    public void Write()
    {
        _folder = NewFolder();
        _folder.Write(
            "Directory.Build.props",
            "<Project><PropertyGroup><EsbBrand>acme</EsbBrand><Mine>props</Mine></PropertyGroup></Project>");
        _folder.Write(
            "Directory.Build.targets",
            "<Project><PropertyGroup><Mine>$(Mine) $(Body) $(EsbBakeFile) targets</Mine></PropertyGroup></Project>");
        _folder.WriteProject("<PropertyGroup><Body>$(Mine) $(EsbBrand)</Body></PropertyGroup>", "images/images.proj");
    }

    [Test]
    public void AreReadAroundTheProject()
    {
        var values = _folder.Properties(["Mine"], "images/images.proj");
        Assert.That(values["Mine"], Does.StartWith("props props acme ").And.EndsWith(" targets"));
    }

    [Test]
    public void AreNotReadWhereTheyAreSwitchedOff()
    {
        var values = _folder.Properties(
            ["Mine"],
            "images/images.proj",
            "-p:ImportDirectoryBuildProps=false",
            "-p:ImportDirectoryBuildTargets=false");
        Assert.That(values["Mine"], Is.Empty);
    }
}
