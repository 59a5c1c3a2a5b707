using Esb.Testing;

namespace Esb.Sdk.Tests.Engine;

public sealed class GraphBuild : SdkFixture
{
    private SdkFolder _folder = null!;
    private FakeDocker _docker = null!;

    [OneTimeSetUp]
    public void Write()
    {
        _folder = NewFolder();
        _folder.WriteImage("gateway");
        WriteLibrary(_folder, "lib/lib.csproj");
        _folder.WriteProject("""
            <ItemGroup>
              <EsbImage Include="gateway" Context="gateway" />
              <ProjectReference Include="lib/lib.csproj" />
            </ItemGroup>
            """);
        _docker = FakeDocker.In(_folder);
        _folder.Commit();
        // Never isolated: NuGet asks projects for more than they reference.
        _folder.Must("dotnet", "restore", "images.proj");
    }

    [SetUp]
    public void Forget()
    {
        if (Directory.Exists(_folder["obj/esb"]))
            Directory.Delete(_folder["obj/esb"], recursive: true);
    }

    [TestCase("EsbImages", "-graph")]
    [TestCase("EsbImages", "-graph", "-isolate")]
    [TestCase("EsbPush", "-graph")]
    public void BuildsImages(string target, params string[] arguments)
    {
        var outcome = _folder.Dotnet(["msbuild", "images.proj", "-t:" + target, _docker.Argument, .. arguments]);
        Assert.That((outcome.Succeeded, outcome.Codes), Is.EqualTo((true, Array.Empty<string>())), outcome.ToString());
        Assert.That(outcome.Tasks.Count(static t => t is "RunBake"), Is.EqualTo(1));
    }
}
