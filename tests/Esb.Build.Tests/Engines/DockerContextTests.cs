using System.Security.Cryptography;
using System.Text;
using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Testing;

namespace Esb.Build.Tests.Engines;

/// <summary>Which engine is asked, and how it is reached.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class EngineThatIsMeant
{
    private readonly TemporaryFolder _config = new();

    [TearDown]
    public void Delete() => _config.Dispose();

    [Test]
    public void IsTheDefaultOne() => Assert.That(Endpoint()?.Socket, Is.EqualTo("/var/run/docker.sock"));

    [TestCase("unix:///x/y.sock", "/x/y.sock")]
    [TestCase("unix://y.sock", "/repo/y.sock")]
    public void MayBeOnASocket(string host, string path) =>
        Assert.That(Endpoint(("DOCKER_HOST", host))?.Socket, Is.EqualTo(path));

    [TestCase("tcp://127.0.0.1:99", "127.0.0.1", 99, "")]
    [TestCase("127.0.0.1:99", "127.0.0.1", 99, "")]
    [TestCase("tcp://build.example", "build.example", 2375, "")]
    [TestCase("tcp://[::1]:99/base/", "::1", 99, "/base")]
    public void MayBeOnAnotherMachine(string host, string name, int port, string prefix)
    {
        var endpoint = Endpoint(("DOCKER_HOST", host));

        Assert.That((endpoint?.Host, endpoint?.Port, endpoint?.Prefix), Is.EqualTo((name, port, prefix)));
        Assert.That((endpoint?.Socket, endpoint?.Tls), Is.EqualTo(((string?)null, (EngineTls?)null)));
    }

    [TestCase("DOCKER_TLS_VERIFY", false)]
    [TestCase("DOCKER_TLS", true)]
    public void MayWantTls(string variable, bool skip)
    {
        var endpoint = Endpoint(
            ("DOCKER_HOST", "tcp://build.example"), (variable, "1"), ("DOCKER_CERT_PATH", "certificates"));

        Assert.That((endpoint?.Port, endpoint?.Tls), Is.EqualTo((2376, new EngineTls("/repo/certificates", skip))));
    }

    [Test]
    public void IsOnThisMachineWhenOnlyTlsIsSaid()
    {
        var endpoint = Endpoint(("DOCKER_TLS_VERIFY", "1"));

        Assert.That(
            (endpoint?.Host, endpoint?.Port, endpoint?.Tls?.Folder), Is.EqualTo(("localhost", 2376, _config.Root)));
    }

    [TestCase("ssh://user@build.example")]
    [TestCase("npipe:////./pipe/docker_engine")]
    [TestCase("fd://3")]
    [TestCase("http://127.0.0.1:99")] // docker refuses it, and says so
    [TestCase("https://127.0.0.1:99")]
    [TestCase("tcp://")]
    [TestCase("tcp://user@127.0.0.1")]
    public void MayBeReachedOnlyByTheProgram(string host) => Assert.That(Endpoint(("DOCKER_HOST", host)), Is.Null);

    [Test]
    public void IsReachedByTheProgramWhenItsSocketHasALongPath() =>
        Assert.That(Endpoint(("DOCKER_HOST", "unix:///" + new string('x', 200))), Is.Null);

    [TestCase("https_proxy", "build.example", true)]
    [TestCase("HTTP_PROXY", "build.example", true)]
    [TestCase("HTTP_PROXY", "127.0.0.2", false)]
    public void IsReachedByTheProgramThroughAProxy(string variable, string host, bool program) =>
        Assert.That(
            Endpoint(("DOCKER_HOST", $"tcp://{host}:1"), (variable, "http://proxy")) is null, Is.EqualTo(program));

    [Test]
    public void IsReachedByTheProgramInAVersionThatIsNone() =>
        Assert.That(Endpoint(("DOCKER_API_VERSION", "1.4/x")), Is.Null);

    [Test]
    public void MayBeTheCurrentContext()
    {
        Context(
            "remote", """{"Name":"remote","Endpoints":{"docker":{"Host":"unix:///r.sock","SkipTLSVerify":false}}}""");
        _config.Write("config.json", """{"currentContext":"remote"}""");

        Assert.That(Endpoint()?.Socket, Is.EqualTo("/r.sock"));
        Assert.That(Endpoint(("DOCKER_CONTEXT", "default"))?.Socket, Is.EqualTo("/var/run/docker.sock"));
        Assert.That(Endpoint(("DOCKER_HOST", "unix:///h.sock"))?.Socket, Is.EqualTo("/h.sock"));
    }

    [Test]
    public void MayBeTheContextOfTheEnvironment()
    {
        var tls = Context("secure", """{"Endpoints":{"docker":{"Host":"https://build.example:5"}}}""");
        Directory.CreateDirectory(tls);
        Context("plain", """{"Endpoints":{"docker":{"Host":"http://build.example:5"}}}""");
        Context("careless", """{"Endpoints":{"docker":{"Host":"tcp://build.example:5","SkipTLSVerify":true}}}""");
        Context("here", """{"Endpoints":{"docker":{}}}""");

        Assert.That(Endpoint(("DOCKER_CONTEXT", "secure"))?.Tls, Is.EqualTo(new EngineTls(tls, SkipVerify: false)));
        Assert.That(Endpoint(("DOCKER_CONTEXT", "plain"))?.Port, Is.EqualTo(5));
        Assert.That(Endpoint(("DOCKER_CONTEXT", "careless"))?.Tls?.SkipVerify, Is.True);
        Assert.That(Endpoint(("DOCKER_CONTEXT", "here"))?.Socket, Is.EqualTo("/var/run/docker.sock"));
    }

    [TestCase("[]")]
    [TestCase("{")]
    [TestCase("{}")]
    [TestCase("""{"Endpoints":{"kubernetes":{}}}""")]
    [TestCase("""{"Endpoints":{"docker":7}}""")]
    public void IsUnknownWhereItsContextIsBroken(string meta)
    {
        Context("broken", meta);

        Assert.That(Endpoint(("DOCKER_CONTEXT", "broken")), Is.Null);
        Assert.That(Endpoint(("DOCKER_CONTEXT", "missing")), Is.Null);
    }

    [TestCase("no JSON")]
    [TestCase("[]")]
    [TestCase("""{"HttpHeaders":{"A b":"c"}}""")]
    [TestCase("""{"HttpHeaders":{"A":"b\r\nC: d"}}""")]
    public void IsUnknownWhereTheConfigurationIsBroken(string config)
    {
        _config.Write("config.json", config);

        Assert.That(Endpoint(), Is.Null);
    }

    [Test]
    public void GetsTheHeadersOfTheConfiguration()
    {
        _config.Write("config.json", """{"HttpHeaders":{"X-Meta":"a b","X-Odd":7}}""");
        using var engine = FakeEngine.With();

        Read(new FakeCommandRunner(), ("DOCKER_HOST", engine.Address));

        Assert.That(engine.Requests, Is.All.Contain("\r\nX-Meta: a b\r\n"));
    }

    [Test]
    public void IsUnknownWithoutAHome()
    {
        var docker = Docker.Settings();

        Assert.That(DockerConfig.Read(docker), Is.Null);
        Assert.That(DockerConfig.Read(Docker.Settings(("HOME", "/home/u")))?.Folder, Is.EqualTo("/home/u/.docker"));
    }

    internal static string Id(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    private string Context(string name, string meta)
    {
        _config.Write($"contexts/meta/{Id(name)}/meta.json", meta);
        return _config[$"contexts/tls/{Id(name)}/docker"];
    }

    private DockerSettings Settings(params (string Name, string Value)[] environment) =>
        Docker.Settings([.. environment, ("DOCKER_CONFIG", _config.Root)]);

    private EngineState? Read(FakeCommandRunner runner, params (string Name, string Value)[] environment) =>
        EngineReader.Read(new(Settings(environment), [["a"]]), runner, new(), CancellationToken.None);

    private EngineEndpoint? Endpoint(params (string Name, string Value)[] environment)
    {
        var docker = Settings(environment);
        return DockerConfig.Read(docker) is { } config && DockerContext.Read(docker, config) is { } context
            ? EngineEndpoint.Of(context, docker, config)
            : null;
    }
}

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class EngineBehindTheProgram
{
    private const string Listing = """
        esb-a latest sha256:11 sha256:11
        esb-a 1 <none> sha256:11
        127.0.0.1:5010/b <none> sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa sha256:22
        <none> <none> <none> sha256:33

        """;

    private readonly ProblemList _problems = new();

    [Test]
    public void IsAskedOnceForAll()
    {
        var pinned = "127.0.0.1:5010/b@sha256:" + new string('a', 64);
        var runner = Answers(new(Listing), new("engine-1\n"));

        var state = Read(runner, "esb-a", "esb-a:1", "esb-a:2", pinned);

        Assert.That(state?.Images, Is.EquivalentTo(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["esb-a"] = "sha256:11", ["esb-a:1"] = "sha256:11", [pinned] = "sha256:22",
        }));
        Assert.That((state?.EngineId, state?.Builder), Is.EqualTo(("engine-1", "default (docker)")));
        Assert.That(runner.Commands, Has.Count.EqualTo(2));
    }

    [TestCase("image")]
    [TestCase("info")]
    public void ThatFailsIsOneError(string command)
    {
        var down = new FakeAnswer(Error: "error during connect: ssh: no route to host", ExitCode: 1);
        var runner = Answers(command is "image" ? down : new(Listing), command is "info" ? down : new("e"));

        Assert.That(Read(runner, "a"), Is.Null);
        Assert.That(_problems.Found.Single().Rule.Code, Is.EqualTo("ESB1102"));
    }

    [Test]
    public void IsNoErrorInABuildThatIsCancelledMeanwhile()
    {
        using var cancellation = new CancellationTokenSource();
        var runner = Answers(new(Listing), new FakeAnswer { Before = _ => cancellation.Cancel() });

        var state = EngineReader.Read(new(Settings(), [["a"]]), runner, _problems, cancellation.Token);

        Assert.That((state, _problems.Found.Count), Is.EqualTo(((EngineState?)null, 0)));
    }

    private static DockerSettings Settings() =>
        Docker.Settings(("DOCKER_HOST", "ssh://build.example"), ("HOME", "/nope"));

    private static FakeCommandRunner Answers(FakeAnswer images, FakeAnswer info) =>
        new FakeCommandRunner().On("image ls", images).On("info", info);

    private EngineState? Read(FakeCommandRunner runner, params string[] references) =>
        EngineReader.Read(new(Settings(), [references]), runner, _problems, CancellationToken.None);
}
