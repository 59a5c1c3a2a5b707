using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Build.Processes;
using Esb.Testing;

namespace Esb.Docker.Tests.Engines;

/// <summary>A real registry with a private authority, on an address that is not this machine's own.</summary>
public sealed class ImagesInASecureRegistry
{
    private const string Repository = "esb-secure";

    private readonly TemporaryFolder _home = new();
    private X509Certificate2 _authority = null!;
    private DockerRegistry _registry = null!;
    private string _digest = "";

    [OneTimeSetUp]
    public void Push()
    {
        var bridge = DockerEngine.Must(
            "network", "inspect", "bridge", "--format", "{{(index .IPAM.Config 0).Gateway}}");
        _authority = Authority();
        using var server = Server(IPAddress.Parse(bridge));
        var certificate = _home.Write("server.crt", server.ExportCertificatePem());
        var key = _home.Write("server.key", server.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        _registry = DockerRegistry.WithCertificate(bridge, certificate, key);
        _digest = _registry.Put(Repository, "1");
    }

    [OneTimeTearDown]
    public void Stop()
    {
        _registry.Dispose();
        _authority.Dispose();
        _home.Dispose();
    }

    [Test]
    public void AreFoundWhereDockerKnowsTheAuthority()
    {
        using var home = new TemporaryFolder();
        home.Write($".config/docker/certs.d/{_registry.Address}/ca.crt", _authority.ExportCertificatePem());

        var (digests, problems) = Read(home);

        Assert.That(digests?.Values, Is.EqualTo([_digest]));
        Assert.That(problems, Is.Empty);
    }

    [Test]
    public void AreNotAskedForWhereNobodyKnowsIt()
    {
        using var home = new TemporaryFolder();

        var (digests, problems) = Read(home);

        Assert.That(digests, Is.Empty);
        Assert.That(problems.Single().Rule, Is.EqualTo(Rules.RegistryFailed));
    }

    private static X509Certificate2 Authority()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private X509Certificate2 Server(IPAddress address)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=registry", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(
            _authority, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1),
            RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }

    private (IReadOnlyDictionary<string, string>? Digests, IReadOnlyList<Diagnostic> Problems) Read(
        TemporaryFolder home)
    {
        var problems = new ProblemList();
        var environment = new Dictionary<string, string>(ProgramRun.Environment, StringComparer.Ordinal)
        {
            ["HOME"] = home.Root,
            ["NO_PROXY"] = "*",
        };
        environment.Remove("DOCKER_CONFIG");
        var docker = new DockerSettings(
            "docker", Builder: null, Path.GetTempPath(), environment, TimeSpan.FromSeconds(60), Secrets: []);
        var digests = RegistryReader.Read(
            new(docker, [$"{_registry.Address}/{Repository}:1"]), SystemCommandRunner.Instance, problems,
            CancellationToken.None);
        return (digests, problems.Found);
    }
}
