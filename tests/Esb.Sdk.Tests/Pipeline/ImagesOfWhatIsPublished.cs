using Esb.Testing;

namespace Esb.Sdk.Tests.Pipeline;

/// <summary><c>EsbImagesOnPublish</c>: the image's context is the folder that <c>Publish</c> fills.</summary>
public sealed class ImagesOfWhatIsPublished : SdkFixture
{
    private SdkFolder _folder = null!;
    private FakeDocker _docker = null!;

    [SetUp]
    public void Write()
    {
        _folder = NewFolder();
        _folder.Write("Dockerfile", "FROM scratch\nCOPY lib.dll /\nCOPY --from=meta /version.json /app/version.json\n");
        WriteLibrary(_folder, "lib.csproj", Ways.LibraryWithImages.Use("element") + """
            <PropertyGroup><EsbImagesOnPublish>true</EsbImagesOnPublish></PropertyGroup>
            <ItemGroup>
              <EsbImage Include="lib" Context="bin/Release/net10.0/publish" Dockerfile="Dockerfile" />
            </ItemGroup>
            """);
        _docker = FakeDocker.In(_folder);
        _folder.Commit();
    }

    [TestCase("publish")]
    [TestCase("build", "-t:Publish")]
    [TestCase("build", "-t:EsbImages")]
    [TestCase("build", "-t:EsbVerify")]
    public void AreBuiltWhenItIs(params string[] arguments)
    {
        var outcome = Dotnet(arguments);
        Assert.That((outcome.Succeeded, outcome.Codes), Is.EqualTo((true, Array.Empty<string>())), outcome.ToString());
        Assert.That(outcome.Tasks.Count(static t => t is "RunBake"), Is.EqualTo(1));
    }

    [Test]
    public void AreLeftAloneByBuild()
    {
        var outcome = Dotnet("build");
        Assert.That(outcome.Succeeded, outcome.ToString());
        Assert.That(outcome.Tasks, Has.None.EqualTo("GenerateBakeFile"));
    }

    [Test]
    public void AreBuiltOfWhatIsThereWithNoBuild()
    {
        Assert.That(Dotnet("build").Succeeded);
        var outcome = Dotnet("publish", "--no-build");
        Assert.That(outcome.Tasks, Has.One.EqualTo("RunBake"), outcome.ToString());
        Assert.That(outcome.Tasks, Has.None.EqualTo("Csc"));
    }

    private BuildOutcome Dotnet(params string[] arguments) =>
        _folder.Dotnet([arguments[0], "lib.csproj", "-c", "Release", .. arguments.Skip(1), _docker.Argument]);
}
