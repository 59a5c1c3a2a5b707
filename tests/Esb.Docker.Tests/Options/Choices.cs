using Esb.Testing;

namespace Esb.Docker.Tests.Options;

/// <summary>What an item or a property chooses is what the engine gets.</summary>
public sealed class Choices : DockerFixture
{
    private DockerFolder _folder = null!;

    [OneTimeSetUp]
    public void Build()
    {
        _folder = NewFolder();
        _folder.Files.WriteImage("svc");
        _folder.Files.WriteImage(
            "run",
            $"FROM esb-test/busybox:1 AS prod\nRUN echo {_folder.Brand}\nCOPY --from=meta /version.json /app/version.json\nFROM prod AS debug\nRUN false\n");
        _folder.Files.WriteProject("""
            <ItemGroup>
              <EsbImage Include="one" Context="svc" Groups="edge" />
              <EsbImage Include="two" Context="svc" Groups="edge" BuildArgs="N=2" />
              <EsbImage Include="three" Context="svc" BuildArgs="N=3" />
              <EsbImage Include="alone" Context="run" Stage="prod" />
              <EsbImage Include="arm" Context="svc" Platforms="linux/arm64" />
              <EsbImage Include="files" Context="svc" Outputs="type=local,dest=out/files;type=tar,dest=out.tar" />
            </ItemGroup>
            """);
        _folder.Files.Commit();
    }

    [TestCase("three", "three")]
    [TestCase("edge", "one", "two")]
    [TestCase("t*;alone", "two", "three", "alone")]
    public void OfImagesBuildNoOthers(string only, params string[] names)
    {
        _folder.MustBuild("-t:EsbClean");
        DockerEngine.RemoveImages(_folder.Brand + "-");
        _folder.MustBuild("-t:EsbImages", "-p:EsbOnly=" + only.Replace(";", "%3B", StringComparison.Ordinal));

        Assert.That(_folder.Record.Keys, Is.EquivalentTo(names));
        string[] all = ["one", "two", "three", "alone", "arm"];
        Assert.That(all.Where(name => DockerEngine.HasImage(_folder.Image(name))), Is.EquivalentTo(names));
    }

    [Test]
    public void OfThePlatformHold()
    {
        _folder.MustBuild("-t:EsbImages", "-p:EsbOnly=arm");
        Assert.That(Architecture("arm"), Is.EqualTo("arm64"));
    }

    [Test]
    public void OfThePlatformAreTheEnginesOwnWhereNothingIsSaid()
    {
        _folder.MustBuild("-t:EsbImages", "-p:EsbOnly=one");
        Assert.That(Architecture("one"), Is.EqualTo(DockerEngine.Must("version", "--format", "{{.Server.Arch}}")));
    }

    [Test]
    public void OfOtherOutputsAreFiles()
    {
        _folder.MustBuild("-t:EsbImages", "-p:EsbOnly=files");
        Assert.That(
            _folder.Json("out/files/app/version.json").GetProperty("git_sha").GetString(),
            Is.EqualTo(_folder.Files.Git("rev-parse", "HEAD")));
        Assert.That(_folder.Files["out.tar"], Does.Exist);
        Assert.That(DockerEngine.HasImage(_folder.Image("files")), Is.False);
        Assert.That(_folder.Record["files"].GetProperty("digest").GetString(), Is.Empty);
    }

    private string? Architecture(string name) =>
        DockerEngine.Inspect(_folder.Image(name)).GetProperty("Architecture").GetString();
}
