using System.Security.Cryptography.X509Certificates;
using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Testing;

namespace Esb.Build.Tests.Engines;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RegistryWithACertificate
{
    private readonly TemporaryFolder _home = new();
    private readonly TlsRegistry _registry = new();
    private readonly ProblemList _problems = new();

    [TearDown]
    public void TearDown()
    {
        _home.Dispose();
        _registry.Dispose();
    }

    [Test]
    public void IsNotBelievedWithoutAnAuthority()
    {
        using var engine = Engine("{}");

        Assert.That(Read(TlsRegistry.Host, engine), Is.Empty);
        Assert.That(_problems.Found.Single().Rule, Is.EqualTo(Rules.RegistryFailed));
        Assert.That(_problems.Found.Single().Message, Does.Contain("certificate"));
    }

    [TestCase(".config/docker")]
    [TestCase(".docker")]
    public void IsBelievedAsDockerBelievesIt(string folder)
    {
        using var stranger = TlsRegistry.Certificate("stranger");
        _home.Write($"{folder}/certs.d/{TlsRegistry.Host}/a.crt", stranger.ExportCertificatePem());
        _home.Write($"{folder}/certs.d/{TlsRegistry.Host}/ca.crt", _registry.Authority);
        _home.Write($"{folder}/certs.d/{TlsRegistry.Host}/z.crt", "nonsense");

        Assert.That(Read(TlsRegistry.Host)?.Values, Is.EqualTo([TlsRegistry.Digest]));
        Assert.That(_problems.Found, Is.Empty);
    }

    [TestCase("other.example:5000", "ca.crt")]
    [TestCase("registry.example", "ca.crt")]
    [TestCase(TlsRegistry.Host, "ca.pem")]
    public void IsNotBelievedForWhatIsSaidOfOthers(string host, string file)
    {
        using var engine = Engine("{}");
        _home.Write($".docker/certs.d/{host}/{file}", _registry.Authority);

        Assert.That(Read(TlsRegistry.Host, engine), Is.Empty);
    }

    [Test]
    public void IsBelievedByTheAuthorityOfTheProject()
    {
        var authority = _home.Write("rootCA.crt", _registry.Authority);

        Assert.That(
            Read(TlsRegistry.Host, engine: null, authority)?.Values, Is.EqualTo([TlsRegistry.Digest]));
    }

    [Test]
    public void IsNotBelievedUnderAnotherName()
    {
        using var engine = Engine("{}");
        _home.Write(".docker/certs.d/elsewhere.example:5000/ca.crt", _registry.Authority);

        Assert.That(Read("elsewhere.example:5000", engine), Is.Empty);
    }

    [Test]
    public void LearnsWhoAsks()
    {
        using var client = TlsRegistry.Certificate("me");
        _home.Write($".docker/certs.d/{TlsRegistry.Host}/ca.crt", _registry.Authority);
        _home.Write($".docker/certs.d/{TlsRegistry.Host}/client.cert", client.ExportCertificatePem());
        _home.Write(
            $".docker/certs.d/{TlsRegistry.Host}/client.key", client.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());

        Read(TlsRegistry.Host);

        Assert.That(_registry.Client, Is.EqualTo("CN=me"));
    }

    [TestCase("""{"RegistryConfig":{"IndexConfigs":{"registry.example:5000":{"Secure":false}}}}""", 1)]
    [TestCase("""{"RegistryConfig":{"IndexConfigs":{"registry.example:5000":{"Secure":true}}}}""", 0)]
    [TestCase("""{"RegistryConfig":{"IndexConfigs":{"registry.example":{"Secure":false}}}}""", 0)]
    [TestCase("""{"RegistryConfig":{"IndexConfigs":null,"InsecureRegistryCIDRs":["127.0.0.0/8"]}}""", 0)]
    [TestCase("""{"RegistryConfig":null}""", 0)]
    public void NeedsNoneWhereTheEngineSaysSo(string info, int images)
    {
        using var engine = Engine(info);

        Assert.That(Read(TlsRegistry.Host, engine), Has.Count.EqualTo(images));
    }

    [Test]
    public void MaySpeakPlainlyWhereTheEngineSaysSo()
    {
        using var plain = new TlsRegistry(isPlain: true);
        using var engine = Engine("""{"RegistryConfig":{"IndexConfigs":{"registry.example:5000":{"Secure":false}}}}""");

        Assert.That(Read(plain, TlsRegistry.Host, engine)?.Values, Is.EqualTo([TlsRegistry.Digest]));
        Assert.That(engine.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void IsTakenAsItIsOnThisMachine()
    {
        Assert.That(Read(_registry.Address)?.Values, Is.EqualTo([TlsRegistry.Digest]));
        Assert.That(_problems.Found, Is.Empty);
    }

    [TestCase("10.1.2.3:5000", true)]
    [TestCase("10.1.2.3", true)]
    [TestCase("[fd00::1]:5000", true)]
    [TestCase("r.example:5000", true)]
    [TestCase("11.1.2.3:5000", false)]
    [TestCase("r.example", false)]
    public void IsInsecureByNameOrNetwork(string host, bool expected)
    {
        var registries = InsecureRegistries.Parse(
            """
            {"RegistryConfig":{"InsecureRegistryCIDRs":["10.0.0.0/8","fd00::/8","nonsense",1],
             "IndexConfigs":{"docker.io":{"Secure":true},"r.example:5000":{"Secure":false}}}}
            """u8.ToArray());
        // No name is looked up here.
        var known = host.StartsWith('r') ? registries with { Networks = [] } : registries;
        Assert.That(known.Have(host), Is.EqualTo(expected));
    }

    private static FakeEngine Engine(string info) =>
        new(path => path.EndsWith("/info", StringComparison.Ordinal) ? FakeEngine.Ok(info) : "");

    private IReadOnlyDictionary<string, string>? Read(string host, FakeEngine? engine = null, string authority = "") =>
        Read(_registry, host, engine, authority);

    private IReadOnlyDictionary<string, string>? Read(
        TlsRegistry registry, string host, FakeEngine? engine, string authority = "")
    {
        var docker = Docker.Settings(
            ("HOME", _home.Root), ("HTTPS_PROXY", registry.Address), ("HTTP_PROXY", registry.Address),
            ("DOCKER_HOST", engine?.Address ?? "unix:///nope")) with { Authority = authority };
        return RegistryReader.Read(
            new(docker, [$"{host}/a:1"]), new FakeCommandRunner(), _problems, CancellationToken.None);
    }
}
