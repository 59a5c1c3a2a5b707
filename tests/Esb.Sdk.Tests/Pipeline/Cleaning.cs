using Esb.Testing;

namespace Esb.Sdk.Tests.Pipeline;

[TestFixture("Clean")]
[TestFixture("EsbClean")]
public sealed class Cleaning(string target) : SdkFixture
{
    private SdkFolder _folder = null!;

    [OneTimeSetUp]
    public void Clean()
    {
        _folder = NewImageFolder();
        _folder.Must("dotnet", "msbuild", "images.proj", "-t:EsbGenerateBakeFile");
        _folder.Write("obj/mine.txt", "not Esb's");
        _folder.Must("dotnet", "msbuild", "images.proj", "-t:" + target);
    }

    [Test]
    public void RemovesWhatWasGenerated() => Assert.That(_folder["obj/esb"], Does.Not.Exist);

    [Test]
    public void KeepsWhatIsNotOurs() => Assert.That(_folder["obj/mine.txt"], Does.Exist);

    [Test]
    public void KeepsTheVersionThatOtherProjectsShare() => Assert.That(_folder[".esb/meta/version.json"], Does.Exist);
}
