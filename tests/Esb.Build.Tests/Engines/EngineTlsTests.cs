using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Testing;

namespace Esb.Build.Tests.Engines;

/// <summary>A real handshake with an engine on 127.0.0.1, whose certificate is its own authority.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class EngineBehindTls
{
    private readonly TemporaryFolder _folder = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ProblemList _problems = new();
    private X509Certificate2? _certificate;
    private string? _client;

    [SetUp]
    public void Start()
    {
        _certificate = Certificate("CN=engine");
        _folder.Write("ca.pem", _certificate.ExportCertificatePem());
        _listener.Start();
        new Thread(Serve) { IsBackground = true }.Start();
    }

    [TearDown]
    public void Stop()
    {
        _listener.Dispose();
        _certificate?.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void AnswersTheOneWhoKnowsItsAuthority()
    {
        var state = Read(new FakeCommandRunner(), "DOCKER_TLS_VERIFY");

        Assert.That(state?.EngineId, Is.EqualTo("secret"));
        Assert.That(_problems.Found, Is.Empty);
    }

    [Test]
    public void AnswersTheOneWhoBelievesAnybody()
    {
        File.Delete(_folder["ca.pem"]);

        Assert.That(Read(new FakeCommandRunner(), "DOCKER_TLS")?.EngineId, Is.EqualTo("secret"));
    }

    [Test]
    public void LearnsWhoAsks()
    {
        using var client = Certificate("CN=client");
        _folder.Write("cert.pem", client.ExportCertificatePem());
        _folder.Write("key.pem", client.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());

        Read(new FakeCommandRunner(), "DOCKER_TLS_VERIFY");

        Assert.That(_client, Is.EqualTo("CN=client"));
    }

    [Test]
    public void IsAskedByTheProgramWhereItIsNotBelieved()
    {
        using var stranger = Certificate("CN=stranger");
        _folder.Write("ca.pem", stranger.ExportCertificatePem());

        Assert.That(Read(Program(), "DOCKER_TLS_VERIFY")?.EngineId, Is.EqualTo("by-program"));
    }

    [Test]
    public void IsAskedByTheProgramWhereAKeyIsBroken()
    {
        _folder.Write("cert.pem", "no certificate");
        _folder.Write("key.pem", "no key");

        Assert.That(Read(Program(), "DOCKER_TLS_VERIFY")?.EngineId, Is.EqualTo("by-program"));
    }

    private static FakeCommandRunner Program() =>
        new FakeCommandRunner().On("image ls", new FakeAnswer()).On("info", new FakeAnswer("by-program\n"));

    private static X509Certificate2 Certificate(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private EngineState? Read(FakeCommandRunner runner, string variable)
    {
        var docker = Docker.Settings(
            ("DOCKER_HOST", $"tcp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}"), (variable, "1"),
            ("DOCKER_CERT_PATH", _folder.Root), ("HOME", "/nope"));
        return EngineReader.Read(new(docker, []), runner, _problems, CancellationToken.None);
    }

    // The client may have no certificate, or one of an authority that nobody knows: the test wants to see it.
    private bool Remember(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        _client = certificate?.Subject;
        return errors != SslPolicyErrors.RemoteCertificateNameMismatch;
    }

    private void Serve()
    {
        try
        {
            using var stream = new SslStream(_listener.AcceptTcpClient().GetStream());
            stream.AuthenticateAsServer(new SslServerAuthenticationOptions
            {
                ServerCertificate = _certificate,
                ClientCertificateRequired = true,
                RemoteCertificateValidationCallback = Remember,
            });
            stream.ReadExactly(new byte[16]);
            stream.Write(Encoding.ASCII.GetBytes(FakeEngine.Ok("""{"ID":"secret"}""")));
            stream.ReadByte();
        }
        catch (Exception e)
            when (e is IOException or AuthenticationException or SocketException or ObjectDisposedException)
        {
            // The client did not believe us, or the test has ended.
        }
    }
}
