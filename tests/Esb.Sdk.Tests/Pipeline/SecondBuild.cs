using Esb.Testing;

namespace Esb.Sdk.Tests.Pipeline;

/// <summary>Generators always run and write only what differs.</summary>
public sealed class SecondBuild : SdkFixture
{
    private static readonly string[] Generated = ["obj/esb/images.proj/docker-bake.json", ".esb/meta/version.json"];
    private SdkFolder _folder = null!;

    [SetUp]
    public void Build()
    {
        _folder = NewImageFolder();
        Generate();
        foreach (var file in Generated)
            File.SetLastWriteTimeUtc(_folder[file], DateTime.UnixEpoch);
    }

    [Test]
    public void WritesNothing()
    {
        Generate();
        Assert.That(Written, Is.Empty);
    }

    [Test]
    public void OfAnotherCommitWritesItsVersion()
    {
        _folder.Commit();
        Generate();
        Assert.That(Written, Does.Contain(".esb/meta/version.json"));
    }

    [Test]
    public void WithAnotherTagWritesTheBakeFileOnly()
    {
        Generate("-p:EsbTag=v2");
        Assert.That(Written, Is.EqualTo(new[] { "obj/esb/images.proj/docker-bake.json" }));
    }

    private IEnumerable<string> Written =>
        Generated.Where(f => File.GetLastWriteTimeUtc(_folder[f]) != DateTime.UnixEpoch);

    private void Generate(params string[] arguments) =>
        _folder.Must("dotnet", ["msbuild", "images.proj", "-t:EsbGenerateBakeFile", .. arguments]);
}
