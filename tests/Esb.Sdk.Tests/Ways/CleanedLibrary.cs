using Esb.Testing;

namespace Esb.Sdk.Tests.Ways;

public sealed class CleanedLibrary : SdkFixture
{
    private SdkFolder _folder = null!;

    [OneTimeSetUp]
    public void Clean()
    {
        _folder = NewFolder();
        _folder.WriteImage("gateway");
        var images = """<ItemGroup><EsbImage Include="gateway" Context="gateway" /></ItemGroup>""";
        WriteLibrary(_folder, "lib.csproj", LibraryWithImages.Use("element") + images);
        _folder.Commit();
        _folder.Must("dotnet", "build", "lib.csproj", FakeDocker.In(_folder).Argument);
        _folder.Must("dotnet", "clean", "lib.csproj");
    }

    [Test]
    public void ForgetsWhatWasBuilt() => Assert.That(_folder["obj/esb"], Does.Not.Exist);

    [Test]
    public void KeepsWhatRestoreMade() => Assert.That(_folder["obj/project.assets.json"], Does.Exist);

    [Test]
    public void KeepsTheVersionThatOtherProjectsShare() => Assert.That(_folder[".esb/meta/version.json"], Does.Exist);
}
