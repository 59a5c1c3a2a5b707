using Esb.Testing;

namespace Esb.Sdk.Tests.Ways;

/// <summary>
/// The other way for projects without images: a target that does nothing, only where the package is not.
/// </summary>
public sealed class SolutionWithoutSolutionTargets : SdkFixture
{
    private SdkFolder _folder = null!;

    [OneTimeSetUp]
    public void Make()
    {
        _folder = NewFolder();
        _folder.WriteImage("images/gateway");
        _folder.WriteProject(
            """<ItemGroup><EsbImage Include="gateway" Context="gateway" /></ItemGroup>""",
            "images/images.esbproj");
        WriteLibrary(_folder, "lib/lib.csproj");
        _folder.Write("All.slnx", """
            <Solution><Project Path="images/images.esbproj" Type="C#" /><Project Path="lib/lib.csproj" /></Solution>
            """);
        _folder.Write("no-images.targets", """<Project><Target Name="EsbGenerateBakeFile" /></Project>""");
        _folder.Write("Directory.Build.targets", """
            <Project><Import Project="no-images.targets" Condition="'$(EsbSdkVersion)' == ''" /></Project>
            """);
        _folder.Commit();
    }

    [TestCase]
    [TestCase("-graph")]
    public void PassesOverProjectsWithoutImages(params string[] arguments)
    {
        var outcome = _folder.Dotnet(["msbuild", "All.slnx", "-t:EsbGenerateBakeFile", .. arguments]);
        Assert.That((outcome.Succeeded, outcome.Codes), Is.EqualTo((true, Array.Empty<string>())), outcome.ToString());
        Assert.That(outcome.Tasks.Count(static t => t is "GenerateBakeFile"), Is.EqualTo(1));
    }
}
