namespace Esb.Sdk.Tests.Ways;

/// <summary>A line of <c>Directory.Build.props</c> means in an image project what it means in a csproj.</summary>
public sealed class DefaultsOfEveryProject : SdkFixture
{
    private static readonly string[] Names = ["Configuration", "Platform", "BaseIntermediateOutputPath"];

    [TestCase("")]
    [TestCase("<Configuration Condition=\"'$(Configuration)' == ''\">Release</Configuration>")]
    [TestCase("<Platform Condition=\"'$(Platform)' == ''\">x64</Platform>")]
    [TestCase("<DefaultProjectConfiguration>Fast</DefaultProjectConfiguration>")]
    [TestCase("<BaseIntermediateOutputPath>$(MSBuildThisFileDirectory)out/$(MSBuildProjectName)</BaseIntermediateOutputPath>")]
    [TestCase("<BaseIntermediateOutputPath Condition=\"'$(BaseIntermediateOutputPath)' == ''\">out/</BaseIntermediateOutputPath>")]
    [TestCase("<UseArtifactsOutput>true</UseArtifactsOutput>")]
    [TestCase("<ArtifactsPath>$(MSBuildThisFileDirectory)all</ArtifactsPath>")]
    [TestCase("<UseArtifactsOutput>true</UseArtifactsOutput><IncludeProjectNameInArtifactsPaths>false</IncludeProjectNameInArtifactsPaths>")]
    [TestCase("<CustomAfterDirectoryBuildProps>$(MSBuildThisFileDirectory)after.props</CustomAfterDirectoryBuildProps>")]
    public void AreThoseOfTheRepository(string properties)
    {
        var folder = NewFolder();
        folder.Write("Directory.Build.props", $"<Project><PropertyGroup>{properties}</PropertyGroup></Project>");
        folder.Write("after.props", "<Project><PropertyGroup><Platform>arm64</Platform></PropertyGroup></Project>");
        folder.WriteProject("", "images/one.proj");
        WriteLibrary(folder, "lib/one.csproj");

        var expected = folder.Properties(Names, "lib/one.csproj");
        var values = folder.Properties(Names, "images/one.proj");

        Assert.That(
            Names.Select(n => (n, values[n].Replace('\\', '/'))),
            Is.EqualTo(Names.Select(n => (n, expected[n].Replace('\\', '/')))));
    }

    [Test]
    public void LoseAgainstTheProjectWhichMayLeaveTheSlashOut()
    {
        var folder = NewFolder();
        folder.WriteProject("""
            <PropertyGroup><BaseIntermediateOutputPath>mine</BaseIntermediateOutputPath></PropertyGroup>
            """);
        var values = folder.Properties(["EsbOutputPath"], "images.proj");
        Assert.That(values["EsbOutputPath"], Is.EqualTo(folder["mine/esb/images.proj/"]));
    }

    [TestCase("NuGetPackageRoot")]
    [TestCase("BaseOutputPath")]
    public void AreNotDisturbedByTheEnvironment(string variable)
    {
        var folder = NewImageFolder();
        folder.Environment[variable] = "/somewhere/";
        var outcome = folder.Build("images.proj", FakeDocker.In(folder).Argument);
        Assert.That(outcome.Tasks, Has.One.EqualTo("RunBake"), outcome.ToString());
    }
}
