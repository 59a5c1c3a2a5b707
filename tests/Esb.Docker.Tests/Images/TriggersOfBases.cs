using Esb.Testing;

namespace Esb.Docker.Tests.Images;

/// <summary>What a base image of the project keeps in <c>ONBUILD</c>, in the image that begins with it.</summary>
public sealed class TriggersOfBases : DockerFixture
{
    private DockerFolder _folder = null!;

    [OneTimeSetUp]
    public void Build()
    {
        _folder = NewFolder();
        _folder.Files.WriteImage("base", """
            FROM esb-test/busybox:1
            ONBUILD COPY app/f /f
            ONBUILD RUN --mount=type=secret,id=token,required=true cat /run/secrets/token >/token

            """ + CopyVersion);
        _folder.Files.WriteImage("svc", "FROM os-base\n" + CopyVersion);
        _folder.Files.Write("svc/app/f", "one");
        _folder.Files.Write("token", "first");
        WriteProject("Secrets=\"token=token\"");
        _folder.Files.Commit();
        _folder.MustBuild("-t:EsbImages");
    }

    [Test]
    public void ReadItsContext()
    {
        _folder.Files.Write("svc/app/f", "two");
        _folder.MustBuild("-t:EsbImages");
        Assert.That(DockerEngine.Read(_folder.Image(), "/f"), Does.Contain("two"));
    }

    [Test]
    public void ReadItsSecretAgainWhenThatChanges()
    {
        _folder.Files.Write("token", "second");
        _folder.MustBuild("-t:EsbImages");
        Assert.That(DockerEngine.Read(_folder.Image(), "/token"), Does.Contain("second"));
    }

    [Test]
    public void RequireASecretOfIt()
    {
        WriteProject("");
        var build = _folder.Build("-t:EsbImages");
        WriteProject("Secrets=\"token=token\"");
        Assert.That(
            build.Errors.Select(static e => (e.Code, e.File, e.Line)),
            Is.EqualTo([("ESB2108", _folder.Files["base/Dockerfile"], 3)]), build.ToString());
    }

    private void WriteProject(string metadata) => _folder.Files.WriteProject($"""
        <ItemGroup>
          <EsbImage Include="svc" Context="svc" {metadata} />
          <EsbImage Include="os-base" Kind="base" Context="base" />
        </ItemGroup>
        """);
}
