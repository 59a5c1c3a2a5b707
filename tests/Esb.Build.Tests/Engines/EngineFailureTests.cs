using System.Net.Sockets;
using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Testing;

namespace Esb.Build.Tests.Engines;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class EngineThatFails
{
    private readonly ProblemList _problems = new();

    [TestCase("SSH-2.0-OpenSSH_9.2\r\n\r\n", "does not speak HTTP")]
    [TestCase("", "closed the connection")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 50\r\nConnection: close\r\n\r\n{\"ID\":", "closed the connection")]
    [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\n{}", "closed the connection")]
    [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n", "longer than it says")]
    [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nno\r\n", "without a length")]
    [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n", "without a length")]
    [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n", "encoding that nobody asked for")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", "no length")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", "longer than 256 MB")]
    [TestCase("HTTP/1.1 200 OK\r\nodd\r\n\r\n", "no header")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n{\"ID\":", "cannot be understood")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]", "cannot be understood")]
    [TestCase("HTTP/1.1 204 No Content\r\n\r\n", "answers 204")]
    [TestCase("HTTP/1.1 500 Oops\r\nContent-Length: 20\r\n\r\n{\"message\":\"no way\"}", "answers 500 to GET /info: no way.")]
    [TestCase("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\nClient sent an HTTP request to an HTTPS server.\n", "to an HTTPS server.")]
    public void IsOneError(string answer, string part) => AssertOne(_ => answer, "ESB1112", part);

    [Test]
    public void MayNotSendHeadersForEver() => AssertOne(
        _ => "HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Repeat("A: b\r\n", 300)), "ESB1112", "too many headers");

    [Test]
    public void MayNotSendALineForEver() => AssertOne(
        _ => "HTTP/1.1 200 OK\r\nA: " + new string('a', 100_000), "ESB1112", "longer than 16 KB");

    [Test]
    public void MayNotSendTrailersForEver() => AssertOne(
        _ => "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
            + string.Concat(Enumerable.Repeat("A: b\r\n", 300)),
        "ESB1112", "does not end");

    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("""{"Id":7}""")]
    [TestCase("""{"Id":"sha256:1","RepoTags":["a:1" """)]
    public void MayNotHideWhatAnImageIs(string image) =>
        AssertOne(path => FakeEngine.Ok(path is "/info" ? FakeEngine.Info : image), "ESB1112", "cannot be understood");

    [Test]
    public void IsOneErrorThoughManyQuestionsFail()
    {
        using var engine = new FakeEngine(static _ => "");

        Assert.That(Read(engine.Address, TimeSpan.FromSeconds(20), Many), Is.Null);
        Assert.That(_problems.Found.Single().Rule.Code, Is.EqualTo("ESB1112"));
        Assert.That(_problems.Found.Single().Message, Does.Contain("closed the connection"));
    }

    [Test]
    public void KeepsNobodyWaitingWhenAQuestionFails()
    {
        using var never = new ManualResetEventSlim();
        using var engine = new FakeEngine(path =>
        {
            if (path.EndsWith("50:latest/json", StringComparison.Ordinal))
                return FakeEngine.Ok("{}", "418 Teapot");
            if (path is "/info")
                never.Wait();
            return FakeEngine.Answer(path);
        });

        Assert.That(Read(engine.Address, TimeSpan.FromMinutes(5), Many), Is.Null);
        Assert.That(_problems.Found.Single().Message, Does.Contain("answers 418 to GET /images/s-50:latest/json"));
        never.Set();
    }

    [TestCase("unix:///nope/docker.sock")]
    [TestCase("tcp://127.0.0.1:1")]
    public void IsNotRunning(string host)
    {
        Assert.That(Read(host, TimeSpan.FromSeconds(20), Many), Is.Null);
        Assert.That(_problems.Found.Single().Rule.Code, Is.EqualTo("ESB1102"));
        Assert.That(
            _problems.Found.Single().Message,
            Does.Contain("cannot connect to " + host).And.Contain("correct DOCKER_HOST=" + host));
    }

    [Test]
    public void HangsWhenItDoesNotAnswer()
    {
        using var never = new ManualResetEventSlim();
        using var engine = new FakeEngine(_ =>
        {
            never.Wait();
            return "";
        });

        Assert.That(Read(engine.Address, TimeSpan.FromMilliseconds(200), Many), Is.Null);
        Assert.That(_problems.Found.Single().Rule.Code, Is.EqualTo("ESB1104"));
        Assert.That(_problems.Found.Single().Message, Does.Contain("within 0.2 s"));
        never.Set();
    }

    [Test]
    public void HangsWhenItAcceptsNobody()
    {
        using var folder = new TemporaryFolder();
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(folder["e.sock"]));
        listener.Listen(0);
        using var first = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        first.Connect(new UnixDomainSocketEndPoint(folder["e.sock"]));

        Assert.That(Read("unix://" + folder["e.sock"], TimeSpan.FromMilliseconds(200), Many), Is.Null);
        Assert.That(_problems.Found.Single().Rule.Code, Is.EqualTo("ESB1104"));
    }

    [Test]
    public void IsNoErrorInABuildThatIsCancelledMeanwhile()
    {
        using var cancellation = new CancellationTokenSource();
        using var engine = new FakeEngine(_ =>
        {
            cancellation.Cancel();
            return "";
        });

        var state = EngineReader.Read(
            new(Settings(engine.Address), [["a"]]), new FakeCommandRunner(), _problems, cancellation.Token);

        Assert.That((state, _problems.Found.Count), Is.EqualTo(((EngineState?)null, 0)));
    }

    private static DockerSettings Settings(string host) => Docker.Settings(("DOCKER_HOST", host), ("HOME", "/nope"));

    private static string[][] Many => [.. Enumerable.Range(0, 100).Select(static i => new[] { $"s-{i}" })];

    private EngineState? Read(string host, TimeSpan timeout, params string[][] images) => EngineReader.Read(
        new(Settings(host) with { Timeout = timeout }, images),
        new FakeCommandRunner(), _problems, CancellationToken.None);

    private void AssertOne(Func<string, string> answer, string code, string part)
    {
        using var engine = new FakeEngine(answer);

        Assert.That(Read(engine.Address, TimeSpan.FromSeconds(20), ["a"]), Is.Null);
        Assert.That(_problems.Found.Single().Rule.Code, Is.EqualTo(code));
        Assert.That(_problems.Found.Single().Message, Does.Contain(part));
    }
}

/// <summary>Root may use every socket, so the system's answer is made by hand.</summary>
public sealed class EngineOfOthers
{
    [Test]
    public void IsOneError()
    {
        var problem = EngineReader.ProblemOf(
            new SocketException((int)SocketError.AccessDenied), new("unix:///var/run/docker.sock"), Docker.Settings());

        Assert.That(problem.Rule, Is.EqualTo(Rules.EngineNotPermitted));
        Assert.That(problem.Message, Does.Contain("the current docker context"));
    }
}
