using Esb.Testing;

namespace Esb.Docker.Tests.Functions;

/// <summary>
/// Functions whose images are up to date, and one of the things that they are made of changes. Two of them use a layer.
/// </summary>
public sealed class ChangedFunctions : DockerFixture
{
    private const string Template = """
        Globals:
          Function: {Runtime: python3.12, Handler: app.handler, Timeout: 10}
        Resources:
          Alone: {Type: AWS::Serverless::Function, Properties: {CodeUri: alone}}
          First: {Type: AWS::Serverless::Function, Properties: {CodeUri: first, Layers: [!Ref Shared]}}
          Second: {Type: AWS::Serverless::Function, Properties: {CodeUri: second, Layers: [!Ref Shared]}}
          Shared: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: layer}}

        """;

    private DockerFolder _folder = null!;

    [OneTimeSetUp]
    public void BuildAll()
    {
        _folder = NewFolder();
        _folder.Files.WriteProject("""
            <ItemGroup>
              <EsbSamTemplate Include="template.yaml" />
              <EsbLambdaBase Include="python" Image="esb-test/busybox:1" />
            </ItemGroup>
            """);
        foreach (var file in (string[])["alone/app.py", "first/app.py", "second/app.py", "layer/python/shared.py"])
            _folder.Files.Write(file, $"# {_folder.Brand} {file}\n");
        _folder.Files.Write("template.yaml", Template);
        _folder.Files.Commit();
        Assert.That(Built(), Is.EqualTo(["alone", "first", "second"]));
    }

    [TearDown]
    public void BuildAsItWas()
    {
        _folder.Files.Write("template.yaml", Template);
        _folder.Build("-t:EsbImages");
    }

    [Test]
    public void RebuildTheirOwnImage()
    {
        _folder.Files.Write("first/app.py", "print('changed')\n");
        Assert.That(Built(), Is.EqualTo(["first"]));
        Assert.That(DockerEngine.Read(_folder.Image("first"), "/var/task/app.py"), Is.EqualTo("print('changed')\n"));
    }

    [Test]
    public void AreThoseThatUseAChangedLayer()
    {
        _folder.Files.Write("layer/python/shared.py", "changed = True\n");
        Assert.That(Built(), Is.EqualTo(["first", "second"]));
        foreach (var image in (string[])["first", "second"])
        {
            var text = DockerEngine.Read(_folder.Image(image), "/opt/python/shared.py");
            Assert.That(text, Is.EqualTo("changed = True\n"), image);
        }
    }

    [Test]
    public void AreNoneWhereOnlyTheTimeoutChanges()
    {
        _folder.Files.Write("template.yaml", Template.Replace("Timeout: 10", "Timeout: 20", StringComparison.Ordinal));
        Assert.That(Built(), Is.Empty);
        Assert.That(
            _folder.Files.Read("obj/esb/images.proj/functions.yml"),
            Does.Contain($"image: \"{_folder.Image("alone")}\"\n  timeout: 20\n"));
    }

    [Test]
    public void AreGoneWithAllThatWasMadeForThem()
    {
        _folder.Files.Write("template.yaml", Template.Replace("  First:", "  #", StringComparison.Ordinal));
        Assert.That(Built(), Is.Empty);
        Assert.That(Directory.Exists(_folder.Files["obj/esb/images.proj/functions/first"]), Is.False);
        Assert.That(_folder.BakeTargets.Keys, Is.EquivalentTo(["alone", "second"]));
        Assert.That(_folder.Files.Read("obj/esb/images.proj/functions.yml"), Does.Not.Contain("First"));
    }

    /// <summary>Builds.</summary>
    /// <returns>The targets that bake was asked for, by name; the digests of all others stay.</returns>
    private string[] Built()
    {
        var before = File.Exists(_folder.Files["obj/esb/images.proj/images.json"]) ? Digests() : [];
        var build = _folder.MustBuild("-t:EsbImages");
        string[] built = [.. _folder.Stale.Keys.Order(StringComparer.Ordinal)];
        Assert.That(build.Tasks.Contains("RunBake", StringComparer.Ordinal), Is.EqualTo(built.Length > 0));
        foreach (var (target, digest) in Digests().Where(entry => !built.Contains(entry.Key, StringComparer.Ordinal)))
            Assert.That(digest, Is.EqualTo(before[target]), target);
        return built;
    }

    // Of the engine, not of the record.
    private Dictionary<string, string> Digests() =>
        _folder.BakeTargets.Keys.ToDictionary(
            static name => name, name => DockerEngine.Digest(_folder.Image(name)), StringComparer.Ordinal);
}
