using Esb.Build.Engines;
using Esb.Testing;

namespace Esb.Build.Tests.Engines;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SecretsOfTheMachine : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestCase("HTTP_PROXY")]
    [TestCase("https_proxy")]
    [TestCase("ALL_PROXY")]
    [TestCase("DOCKER_HOST")]
    [TestCase("BUILDKIT_HOST")]
    public void AreLoginsOfTheEnvironment(string variable) =>
        Assert.That(Read((variable, "tcp://me:hunter22@host:1")), Does.Contain("hunter22"));

    [Test]
    public void AreNoOtherVariables() =>
        Assert.That(Read(("DATABASE", "postgres://postgres:postgres@host"), ("NO_PROXY", "a,b")), Is.Empty);

    [TestCase("""{ "auths": { "a": { "auth": "bWU6aHVudGVyMjI=" } } }""", "bWU6aHVudGVyMjI=", "me:hunter22", "hunter22")]
    [TestCase("""{ "auths": { "a": { "auth": "no base64", "password": "hunter22" } } }""", "hunter22")]
    [TestCase("""{ "auths": { "a": { "identitytoken": "one", "registrytoken": "two" } } }""", "one", "two")]
    [TestCase("""{ "proxies": { "default": { "ftpProxy": "me:hunter22@host", "noProxy": "x" } } }""", "hunter22")]
    [TestCase("""{ "HttpHeaders": { "X-Token": "hunter22", "user-agent": "me" } }""", "hunter22")]
    public void AreInDockersConfiguration(string json, params string[] secrets)
    {
        _folder.Write("config.json", json);
        Assert.That(secrets, Is.SubsetOf(Read()));
        Assert.That(Read(), Has.None.EqualTo("me"));
    }

    [Test]
    public void AreInTheVariableThatTakesThePlaceOfTheConfiguration() => Assert.That(
        Read(("DOCKER_AUTH_CONFIG", """{ "auths": { "a": { "auth": "bWU6aHVudGVyMjI=" } } }""")),
        Does.Contain("hunter22"));

    [TestCase("")]
    [TestCase("no json")]
    [TestCase("""{ "auths": 1, "proxies": { "default": 2 }, "HttpHeaders": [] }""")]
    [TestCase("""{ "auths": { "a": { "auth": 1 }, "b": null } }""")]
    public void AreNoneInWhatCannotBeUnderstood(string json)
    {
        _folder.Write("config.json", json);
        Assert.That(Read(("DOCKER_AUTH_CONFIG", json)), Is.All.Empty);
    }

    private IReadOnlyList<string> Read(params (string, string)[] variables) =>
        MachineSecrets.Read(Docker.Settings([("DOCKER_CONFIG", _folder.Root), .. variables]));
}
