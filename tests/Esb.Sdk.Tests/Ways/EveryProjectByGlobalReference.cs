using Esb.Testing;

namespace Esb.Sdk.Tests.Ways;

/// <summary>With central package management one line gives the package to every project.</summary>
public sealed class EveryProjectByGlobalReference : SdkFixture
{
    [Test]
    public void BuildsTheImagesOfThoseThatHaveSome()
    {
        var folder = NewFolder();
        folder.WriteImage("gateway");
        folder.Write("Directory.Packages.props", $"""
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup><GlobalPackageReference Include="Esb.Sdk" Version="{PackedSdk.Version}" /></ItemGroup>
            </Project>
            """);
        WriteLibrary(
            folder,
            "lib.csproj",
            """<ItemGroup><EsbImage Include="gateway" Context="gateway" /></ItemGroup>""");
        folder.Commit();

        var outcome = folder.Build("lib.csproj", "-t:EsbGenerateBakeFile");

        Assert.That((outcome.Succeeded, outcome.Codes), Is.EqualTo((true, Array.Empty<string>())), outcome.ToString());
        Assert.That(folder["obj/esb/lib.csproj/docker-bake.json"], Does.Exist);
    }
}
