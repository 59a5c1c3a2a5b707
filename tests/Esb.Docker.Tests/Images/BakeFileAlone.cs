using Esb.Build.Processes;
using Esb.Testing;

namespace Esb.Docker.Tests.Images;

/// <summary>
/// The bake file is the whole definition: bake builds the same images from it, without MSBuild, from any folder.
/// </summary>
public sealed class BakeFileAlone : DockerFixture
{
    private readonly TemporaryFolder _elsewhere = new();
    private DockerFolder _folder = null!;

    [OneTimeSetUp]
    public void Build()
    {
        _folder = NewFolder();
        _folder.Files.WriteImage("base");
        _folder.Files.WriteImage("svc", "FROM os-base\nCOPY Dockerfile /\n" + CopyVersion);
        _folder.Files.WriteProject("""
            <ItemGroup>
              <EsbImage Include="os-base" Kind="base" Context="base" />
              <EsbImage Include="svc" Context="svc" />
            </ItemGroup>
            """);
        _folder.Files.Commit();
        _folder.MustBuild("-t:EsbImages");
    }

    [OneTimeTearDown]
    public void Remove() => _elsewhere.Dispose();

    [Test]
    public void IsAcceptedByPrint()
    {
        var print = Bake("--print");
        Assert.That(print.Succeeded, Is.True, print.Error);
        Assert.That(print.Output, Does.Contain($"{_folder.Brand}-os-base:latest").And.Contain(_folder.Image()));
    }

    [Test]
    public void BuildsTheSameImages()
    {
        var before = Digests();
        DockerEngine.RemoveImages(_folder.Brand + "-");
        Assert.That(DockerEngine.HasImage(_folder.Image()), Is.False);

        var bake = Bake();
        Assert.That(bake.Succeeded, Is.True, bake.Error);
        Assert.That(Digests(), Is.EqualTo(before));
    }

    private string[] Digests() => [DockerEngine.Digest(_folder.Image("os-base")), DockerEngine.Digest(_folder.Image())];

    private CommandResult Bake(params string[] more) =>
        ProgramRun.Run(
            _elsewhere.Root, "docker",
            ["buildx", "bake", "-f", _folder.Files["obj/esb/images.proj/docker-bake.json"], .. more]);
}
