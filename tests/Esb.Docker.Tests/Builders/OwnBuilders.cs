using Esb.Build.Builders;
using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Build.Images;
using Esb.Build.Processes;
using Esb.Testing;

namespace Esb.Docker.Tests.Builders;

/// <summary>
/// What the real buildx keeps of a builder, read back. Its container is not started here: where that would be done, a
/// script says that it was, or there is no image. <see cref="ContainerBuilder"/> starts one.
/// </summary>
public sealed class OwnBuilders
{
    private readonly TemporaryFolder _folder = new();
    private readonly Brand _brand = Brand.TryParse($"t{Environment.ProcessId:x}b{Path.GetRandomFileName()[..5]}")!;
    private readonly List<string> _lines = [];

    [OneTimeTearDown]
    public void Remove()
    {
        BuilderStart.Remove(_brand, Calls("docker", new()));
        _folder.Dispose();
    }

    [Test]
    public void AreMadeOnceAndAnewWhereASettingDiffers()
    {
        var docker = DockerWithoutBootstrap();
        var settings = Settings() with { CertDirectory = Path.GetDirectoryName(Certificate())! };
        Start(settings, docker);
        Assert.That(_lines.Single(), Does.Contain("  made;"));
        Assert.That(Inspect(), Does.Contain("network=\"host\"").And.Contain("env.NO_PROXY=\"a,b\""));

        Start(settings, docker);
        Assert.That(_lines, Has.Count.EqualTo(1));

        Start(settings with { Network = "bridge" }, docker);
        Assert.That(_lines[^1], Does.Contain("made anew"));
        Assert.That(Inspect(), Does.Contain("network=\"bridge\""));
    }

    [Test]
    public void AreAnErrorAndGoneWhereTheirImageCannotBePulled()
    {
        var problems = new ProblemList();
        var settings = Settings() with { Image = "127.0.0.1:1/buildkit:1" };
        Assert.That(BuilderStart.Run(settings, Calls("docker", problems), _lines.Add), Is.Null);
        Assert.That(problems.Found.Single().Rule, Is.EqualTo(Rules.BuilderNotMade));
        Assert.That(problems.Found.Single().Message, Does.Contain("127.0.0.1:1"));
        Assert.That(BuilderStart.Remove(_brand, Calls("docker", problems)), Does.Contain("is not there"));
        Assert.That(DockerEngine.Run("inspect", $"buildx_buildkit_{_brand}-buildx0").Succeeded, Is.False);
    }

    private string Inspect() => ProgramRun.Run(
        _folder.Root, Variables, "docker", "buildx", "inspect", BuilderSettings.NameOf(_brand)).Output;

    private void Start(BuilderSettings settings, string program)
    {
        var problems = new ProblemList();
        Assert.That(
            BuilderStart.Run(settings, Calls(program, problems), _lines.Add), Is.EqualTo($"{_brand}-buildx"),
            string.Join('\n', problems.Found));
    }

    private BuilderSettings Settings() => new("/repo/images.proj")
    {
        Brand = _brand.Value,
        Driver = "docker-container",
        Network = "host",
        RegistryPort = "5010",
        StateDirectory = _folder["state"],
    };

    private string DockerWithoutBootstrap()
    {
        var path = _folder.Write("docker.sh", "#!/bin/sh\n[ \"$3\" = --bootstrap ] || exec docker \"$@\"\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }

    private string Certificate()
    {
        using var key = System.Security.Cryptography.ECDsa.Create();
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest(
            "CN=test", key, System.Security.Cryptography.HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
        return _folder.Write("certs/rootCA.crt", certificate.ExportCertificatePem());
    }

    private Dictionary<string, string> Variables => new(ProgramRun.Environment, StringComparer.Ordinal)
    {
        ["BUILDX_CONFIG"] = _folder["buildx"],
        ["NO_PROXY"] = "a,b",
    };

    private DockerCalls Calls(string program, ProblemList problems) => new(
        new(program, "", _folder.Root, Variables, TimeSpan.FromSeconds(60), []),
        SystemCommandRunner.Instance, problems, CancellationToken.None);
}
