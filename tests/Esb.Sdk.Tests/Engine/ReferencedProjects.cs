using Esb.Testing;

namespace Esb.Sdk.Tests.Engine;

/// <summary>An image project on a clean clone whose image holds what another project builds.</summary>
public sealed class ReferencedProjects : SdkFixture
{
    private const string Reference = """<ProjectReference Include="../lib/lib.csproj" />""";
    private SdkFolder _folder = null!;
    private FakeDocker _docker = null!;

    [SetUp]
    public void Write()
    {
        _folder = NewFolder();
        WriteLibrary(_folder, "lib/lib.csproj");
        WriteLibrary(
            _folder,
            "more/more.csproj",
            """<ItemGroup><ProjectReference Include="../lib/lib.csproj" /></ItemGroup>""");
        WriteImages(Reference);
        _folder.WriteImage("images");
        _folder.Write("All.slnx", """
            <Solution><Project Path="images/images.esbproj" Type="C#" /><Project Path="lib/lib.csproj" /></Solution>
            """);
        _docker = FakeDocker.In(_folder);
        _folder.Commit();
    }

    [TestCase("build", "images")]
    [TestCase("build", "images", "-graph")]
    [TestCase("build", "images", "-p:RestoreUseStaticGraphEvaluation=true")]
    [TestCase("build", "images", "-t:EsbImages", "-m:2")]
    [TestCase("build", "images", "-t:EsbPush")]
    [TestCase("publish", "images")]
    [TestCase("build", "All.slnx")]
    [TestCase("build", "All.slnx", "-graph")]
    public void AreRestoredAndBuiltFirstAndOnce(params string[] arguments)
    {
        var outcome = _folder.Dotnet([.. arguments, _docker.Argument]);
        Assert.That((outcome.Succeeded, outcome.Codes), Is.EqualTo((true, Array.Empty<string>())), outcome.ToString());
        // Before it, the image's context would be no folder.
        Assert.That(
            outcome.Tasks.Where(static t => t is "Csc" or "RunBake"),
            Is.EquivalentTo(new[] { "Csc", "RunBake" }));
    }

    [TestCase("EsbGenerateBakeFile")]
    [TestCase("EsbPlan")]
    public void AreBuiltBeforeAnybodyLooksAtImages(string target)
    {
        var outcome = _folder.Build("images", "-t:" + target, _docker.Argument);
        Assert.That((outcome.Succeeded, outcome.Codes), Is.EqualTo((true, Array.Empty<string>())), outcome.ToString());
    }

    [Test]
    public void AreLeftAloneWithoutDependencies()
    {
        var outcome = _folder.Build("images", "--no-dependencies", _docker.Argument);
        Assert.That(outcome.Tasks, Has.None.EqualTo("Csc"));
        // The folder is not there.
        Assert.That(outcome.Codes, Is.EqualTo(new[] { "ESB2004" }), outcome.ToString());
    }

    [Test]
    public void ArePublishedWhereTheReferenceSaysSo()
    {
        WriteImages("""<ProjectReference Include="../lib/lib.csproj" Targets="Publish" />""");
        Assert.That(_folder.Build("images", _docker.Argument).Succeeded);
        Assert.That(_folder["lib/bin/Debug/net10.0/publish/lib.dll"], Does.Exist);
    }

    [Test]
    public void MayBeSeveralOfWhichOneNeedsTheOther()
    {
        WriteImages(Reference + """<ProjectReference Include="../more/more.csproj" />""");
        var outcome = _folder.Build("images", "-m:2", _docker.Argument);
        Assert.That((outcome.Succeeded, outcome.Codes), Is.EqualTo((true, Array.Empty<string>())), outcome.ToString());
        Assert.That(outcome.Tasks.Count(static t => t is "Csc"), Is.EqualTo(2));
    }

    [Test]
    public void AreCleanedToo()
    {
        _folder.Must("dotnet", "build", "images", _docker.Argument);
        _folder.Must("dotnet", "clean", "images");
        Assert.That(_folder["lib/bin/Debug/net10.0/lib.dll"], Does.Not.Exist);
    }

    private void WriteImages(string references) => _folder.WriteProject(
        $"""
        <ItemGroup>
          {references}
          <EsbImage Include="gateway" Context="../lib/bin/$(Configuration)/net10.0" Dockerfile="Dockerfile" />
        </ItemGroup>
        """, "images/images.esbproj");
}
