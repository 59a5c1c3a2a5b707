using Esb.Testing;

namespace Esb.Sdk.Tests.Pipeline;

/// <summary>A csproj's images are made of what it builds and publishes, so its lists name these targets.</summary>
[TestFixture("EsbBeforeImagesTargets", "Publish")]
[TestFixture("EsbBeforeImagesTargets", "Build")]
[TestFixture("EsbPrepareTargets", "Publish")]
[TestFixture("EsbGenerateBakeFileDependsOn", "Publish")]
[TestFixture("EsbPlanDependsOn", "Build")]
public sealed class TargetsThatImagesNeed(string list, string target) : SdkFixture
{
    private SdkFolder _folder = null!;
    private FakeDocker _docker = null!;

    [OneTimeSetUp]
    public void Write()
    {
        _folder = NewFolder();
        _folder.WriteImage("gateway");
        WriteLibrary(_folder, "lib.csproj", Ways.LibraryWithImages.Use("element") + $"""
            <PropertyGroup><{list}>$({list});{target}</{list}></PropertyGroup>
            <ItemGroup><EsbImage Include="gateway" Context="gateway" /></ItemGroup>
            <Target Name="Done" AfterTargets="{target}"><Message Text="needed" /></Target>
            """);
        _docker = FakeDocker.In(_folder);
        _folder.Commit();
        _folder.Must("dotnet", "restore", "lib.csproj");
    }

    [TestCase("build")]
    [TestCase("build", "-t:EsbImages")]
    [TestCase("publish")]
    [TestCase("publish", "-p:EsbImagesOnBuild=false", "-t:EsbImages")]
    public void RunFirstWhateverIsAskedFor(params string[] arguments)
    {
        var outcome = _folder.Dotnet(
            [arguments[0], "lib.csproj", "--no-restore", .. arguments.Skip(1), _docker.Argument]);
        Assert.That((outcome.Succeeded, outcome.Codes), Is.EqualTo((true, Array.Empty<string>())), outcome.ToString());
        Assert.That(
            outcome.Targets.Where(static t => t is "Done" or "_EsbPlanImages"),
            Is.EqualTo(new[] { "Done", "_EsbPlanImages" }));
    }
}
