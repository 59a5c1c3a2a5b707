using System.Text;
using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Build.Processes;
using Esb.Testing;

namespace Esb.Build.Tests.Engines;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RegistryThatWantsALogin
{
    private const string Secret = "pass:word";

    private static readonly string Digest = "sha256:" + new string('a', 64);
    private static readonly string Basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("me:" + Secret));

    private readonly TemporaryFolder _config = new();
    private readonly ProblemList _problems = new();
    private readonly FakeCommandRunner _runner = new();
    private string _token = "token";

    [TearDown]
    public void Delete() => _config.Dispose();

    [TestCase("")]
    [TestCase("https://{0}/v1/")]
    public void GetsTheOneOfTheConfiguration(string key)
    {
        using var registry = WithPassword();
        var name = key.Length == 0 ? registry.Address : key.Replace("{0}", registry.Address, StringComparison.Ordinal);
        Configure($$$$"""{"auths":{"other.example":{},"{{{{name}}}}":{"auth":"{{{{Basic["Basic ".Length..]}}}}"}}}""");

        Assert.That(Read(registry, "a", "b"), Has.Count.EqualTo(2));
        Assert.That(_problems.Found, Is.Empty);
    }

    [TestCase("""{"credsStore":"vault"}""")]
    [TestCase("""{"credsStore":"no","credHelpers":{"{0}":"vault"},"auths":{"{0}":{}}}""")]
    public void GetsTheOneOfAHelper(string config)
    {
        using var registry = WithPassword();
        Configure(config.Replace("{0}", registry.Address, StringComparison.Ordinal));
        _runner.On("get", new FakeAnswer($$"""{"ServerURL":"x","Username":"me","Secret":"{{Secret}}"}"""));

        Assert.That(Read(registry, "a", "b", "c"), Has.Count.EqualTo(3));
        Assert.That(_runner.Commands.Single().ToString(), Is.EqualTo("docker-credential-vault get"));
        Assert.That(_runner.Commands.Single().Input, Is.EqualTo(registry.Address));
    }

    [TestCase("boom " + Secret, 1, CommandEnd.Exited, "code 1.")]
    [TestCase(Secret, 0, CommandEnd.Exited, "cannot be understood.")]
    [TestCase("", 0, CommandEnd.NotFound, "not there.")]
    [TestCase("", 0, CommandEnd.TimedOut, "in time.")]
    public void GetsNoneOfAHelperThatFails(string output, int code, CommandEnd end, string reason)
    {
        using var registry = WithPassword();
        Configure("""{"credsStore":"vault"}""");
        _runner.On("get", new FakeAnswer(output, ExitCode: code) { End = end });

        Assert.That(Read(registry, "a"), Is.Empty);
        Assert.That(
            _problems.Found.Select(static p => p.Rule),
            Is.EqualTo(new[] { Rules.CredentialHelperFailed, Rules.RegistryDenied }));
        Assert.That(_problems.Found[0].Message, Does.Contain(reason).And.Not.Contain("word"));
    }

    [TestCase("{}")]
    [TestCase("""{"auths":{"{0}":{"auth":"no base64"}}}""")]
    [TestCase("""{"auths":{"{0}":{"auth":"bm9jb2xvbg=="}}}""")]
    [TestCase("""{"credsStore":"vault"}""")]
    public void IsOneWarningWithoutOne(string config)
    {
        using var registry = WithPassword();
        Configure(config.Replace("{0}", registry.Address, StringComparison.Ordinal));
        _runner.On("get", new FakeAnswer("credentials not found in native keychain\n", ExitCode: 1));

        Assert.That(Read(registry, "b", "a", "c"), Is.Empty);
        Assert.That(_problems.Found.Single().Rule, Is.EqualTo(Rules.RegistryDenied));
        Assert.That(
            _problems.Found.Single().Message,
            Does.Contain("see a and 2 more (it answers 401)").And.Contain($"`docker login {registry.Address}`"));
    }

    [Test]
    public void GetsAToken()
    {
        using var registry = WithTokens();
        Configure($$$$"""{"auths":{"{{{{registry.Address}}}}":{"auth":"{{{{Basic["Basic ".Length..]}}}}"}}}""");

        Assert.That(Read(registry, "esb/a"), Has.Count.EqualTo(1));
        Assert.That(registry.Requests, Is.EqualTo(new[]
        {
            "HEAD /v2/esb/a/manifests/1",
            "GET /token?scope=repository%3Aesb%2Fa%3Apull%2Cpush&service=my%20service " + Basic,
            "HEAD /v2/esb/a/manifests/1 Bearer token",
        }));
    }

    [Test]
    public void GetsATokenOfNobody()
    {
        using var registry = WithTokens();

        Assert.That(Read(registry, "esb/a"), Has.Count.EqualTo(1));
        Assert.That(registry.Requests[1], Does.EndWith("my%20service"));
    }

    [Test]
    public void GetsATokenForAToken()
    {
        using var registry = WithTokens();
        Configure($$$$"""{"auths":{"{{{{registry.Address}}}}":{"auth":"bWU6","identitytoken":"long"}}}""");

        Assert.That(Read(registry, "esb/a"), Has.Count.EqualTo(1));
        Assert.That(registry.Requests[1], Is.EqualTo("POST /token"));
    }

    [TestCase("""{"access_token":"token"}""", 1)]
    [TestCase("{}", 0)]
    [TestCase("<html>", 0)]
    public void GetsATokenUnderEitherName(string answer, int found)
    {
        _token = answer;
        using var registry = WithTokens();

        Assert.That(Read(registry, "esb/a"), Has.Count.EqualTo(found));
    }

    [TestCase("Bearer realm=\"http://tokens.example/\"")]
    [TestCase("Bearer service=\"x\"")]
    public void GetsNothingOverTheNetworkInTheClear(string challenge)
    {
        using var registry = new FakeRegistry(_ => FakeReply.Wants(challenge));

        Assert.That(Read(registry, "a"), Is.Empty);
        Assert.That(_problems.Found[0].Message, Does.Contain("not on https"));
    }

    [Test]
    public void MayHaveATokenServerThatFails()
    {
        FakeRegistry? registry = null;
        registry = new FakeRegistry(r => r.RawUrl!.StartsWith("/token", StringComparison.Ordinal)
            ? new(502) : FakeReply.Wants($"Bearer realm=\"http://{registry!.Address}/token\""));
        using var _ = registry;

        Assert.That(Read(registry, "a"), Is.Empty);
        Assert.That(_problems.Found[0].Message, Does.Contain("its server for tokens answers 502."));
    }

    private static FakeRegistry WithPassword() => new(static r =>
        string.Equals(r.Headers["Authorization"], Basic, StringComparison.Ordinal)
            ? FakeReply.Of(Digest)
            : FakeReply.Wants("Basic realm=\"x\""));

    private FakeRegistry WithTokens()
    {
        FakeRegistry? registry = null;
        var challenge = "Bearer realm=\"http://{0}/token\",service=\"my service\",scope=\"repository:esb/a:pull,push\"";
        registry = new(r => r.RawUrl!.StartsWith("/token", StringComparison.Ordinal)
            ? new(200, _token is "token" ? """{"token":"token"}""" : _token)
            : r.Headers["Authorization"] is "Bearer token" ? FakeReply.Of(Digest)
            : FakeReply.Wants(challenge.Replace("{0}", registry!.Address, StringComparison.Ordinal)));
        return registry;
    }

    private void Configure(string config) => _config.Write("config.json", config);

    private IReadOnlyDictionary<string, string>? Read(FakeRegistry registry, params string[] repositories) =>
        RegistryReader.Read(
            new(
                Docker.Settings(("DOCKER_CONFIG", _config.Root)),
                [.. repositories.Select(r => $"{registry.Address}/{r}:1")]),
            _runner, _problems, CancellationToken.None);
}
