using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Testing;

namespace Esb.Build.Tests.Engines;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class EngineWithImages
{
    private const string Two = """
        [{"Labels":{"Id":"no","x":["RepoTags"]},"Id":"sha256:11","RepoTags":["esb-a:latest","esb-a:1"]},
         {"RepoTags":["127.0.0.1:5010/esb/b:2"],"Id":"sha256:22","Size":5},{"Id":"sha256:33","RepoTags":null},{"RepoTags":[7]}]
        """;

    private readonly ProblemList _problems = new();

    [Test]
    public void TellsTheIdentityOfEachReference()
    {
        using var engine = FakeEngine.With(Two);

        var state = Read(engine, "esb-a", "esb-a:1", "127.0.0.1:5010/esb/b:2", "esb-c:1", "No Reference");

        Assert.That(state?.Images, Is.EquivalentTo(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["esb-a"] = "sha256:11", ["esb-a:1"] = "sha256:11", ["127.0.0.1:5010/esb/b:2"] = "sha256:22",
        }));
        Assert.That(state?.EngineId, Is.EqualTo("engine-1"));
    }

    [TestCase("docker.io/library/esb-a:1")]
    [TestCase("index.docker.io/library/esb-a")]
    [TestCase("library/esb-a")]
    [TestCase("docker.io/esb-a")]
    public void KnowsThemByEveryName(string reference)
    {
        using var engine = FakeEngine.With(Two);

        Assert.That(Read(engine, reference)?.Images[reference], Is.EqualTo("sha256:11"));
    }

    [Test]
    public void IsAskedOnceForAll()
    {
        using var engine = FakeEngine.With(Two);

        Read(engine, "esb-a:1", "esb-a:1", "docker.io/library/esb-a:1", "[::1]:5000/b:2");

        Assert.That((engine.Requests.Count, engine.Connections), Is.EqualTo((2, 1)));
        Assert.That(Uri.UnescapeDataString(engine.Requests[1].Split(' ')[1]),
            Is.EqualTo("""/images/json?filters={"reference":["esb-a:1","\\[::1]:5000/b:2"]}"""));
    }

    [Test]
    public void IsNotAskedForMoreThanAProxyTakesAtOnce()
    {
        using var engine = FakeEngine.With("[]");

        Read(engine, [.. Enumerable.Range(0, 1000).Select(static i => $"127.0.0.1:5010/esb/service-{i:0000}:latest")]);

        Assert.That(engine.Requests.Max(static r => r.Length), Is.LessThan(9000));
        Assert.That(engine.Requests, Has.Count.InRange(6, 10));
        Assert.That(engine.Connections, Is.EqualTo(1));
    }

    [TestCase(4, "/images/json")]
    [TestCase(5, "/images/json?filters=")]
    public void IsAskedByNameOnlyWhereItHasManyOthers(int images, string path)
    {
        using var engine = new FakeEngine(
            p => FakeEngine.Ok(p is "/info" ? $$"""{"Images":{{images}},"ID":"e"}""" : Two));

        Assert.That(Read(engine, "esb-a:1", "esb-c:1")?.Images, Has.Count.EqualTo(1));
        Assert.That(engine.Requests[1].Split(' ')[1].StartsWith(path, StringComparison.Ordinal), Is.True);
        Assert.That(
            engine.Requests[1].Contains('?', StringComparison.Ordinal),
            Is.EqualTo(path.Contains('?', StringComparison.Ordinal)));
    }

    [Test]
    public void IsNotAskedForImagesWhenThereAreNone()
    {
        using var engine = FakeEngine.With("[]");

        Assert.That(Read(engine)?.Images, Is.Empty);
        Assert.That(engine.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void TellsAPinnedImageByItself()
    {
        var there = "debian@sha256:" + new string('a', 64);
        var gone = "debian:12@sha256:" + new string('b', 64);
        using var engine = new FakeEngine(path => path switch
        {
            "/info" => FakeEngine.Ok(FakeEngine.Info),
            _ when path.Contains("aaaa", StringComparison.Ordinal) => FakeEngine.Ok("""{"Id":"sha256:11"}"""),
            _ => FakeEngine.Ok("""{"message":"No such image"}""", "404 Not Found"),
        });

        Assert.That(
            Read(engine, there, gone)?.Images,
            Is.EquivalentTo(new Dictionary<string, string>(StringComparer.Ordinal) { [there] = "sha256:11" }));
    }

    [Test]
    public void MayAnswerInParts()
    {
        using var engine = new FakeEngine(path =>
            path is "/info" ? FakeEngine.Chunked("{\"ID\":", "\"e\"}") : FakeEngine.Chunked(Two[..10], Two[10..]));

        Assert.That(Read(engine, "esb-a:1")?.Images, Has.Count.EqualTo(1));
    }

    [TestCase("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")]
    [TestCase("HTTP/1.0 200 OK\r\nServer: Connection: close\r\n\r\n")]
    public void MayCloseTheConnectionEachTime(string head)
    {
        using var engine = new FakeEngine(path => head + (path is "/info" ? FakeEngine.Info : Two));

        Assert.That(Read(engine, "esb-a:1")?.Images, Has.Count.EqualTo(1));
        Assert.That(engine.Connections, Is.EqualTo(2));
    }

    [Test]
    public void MaySayFirstThatItGoesOn()
    {
        using var engine = new FakeEngine(path =>
            "HTTP/1.1 100 Continue\r\n\r\n" + FakeEngine.Ok(path is "/info" ? FakeEngine.Info : Two));

        Assert.That(Read(engine, "esb-a:1")?.Images, Has.Count.EqualTo(1));
    }

    [TestCase("403 Forbidden", "{}")]
    [TestCase("200 OK", """{"ID":null}""")]
    public void IsKnownByItsAddressWhereItHidesItsId(string status, string info)
    {
        using var engine = new FakeEngine(path => path is "/info" ? FakeEngine.Ok(info, status) : FakeEngine.Ok(Two));

        Assert.That(Read(engine, "esb-a:1")?.EngineId, Is.EqualTo(engine.Address));
    }

    [Test]
    public void IsAskedAgainWhenAnImageIsRemovedMeanwhile()
    {
        var lists = 0;
        using var engine = new FakeEngine(path => path is "/info" ? FakeEngine.Ok(FakeEngine.Info)
            : lists++ < 2 ? FakeEngine.Ok("""{"message":"failed to calculate size of image"}""", "500 Oops")
            : FakeEngine.Ok(Two));

        Assert.That(Read(engine, "esb-a:1")?.Images, Has.Count.EqualTo(1));
    }

    [Test]
    public void IsAskedInTheVersionThatTheUserWants()
    {
        using var engine = FakeEngine.With(Two);

        Read(
            engine,
            Docker.Settings(("DOCKER_HOST", engine.Address), ("HOME", "/nope"), ("DOCKER_API_VERSION", "1.44")),
            "esb-a:1");

        Assert.That(engine.Requests, Is.All.StartsWith("GET /v1.44/i"));
    }

    [Test]
    public void IsLeftAloneInACancelledBuild()
    {
        using var engine = FakeEngine.With(Two);

        var state = EngineReader.Read(Question(engine, "a"), new FakeCommandRunner(), _problems, new(canceled: true));

        Assert.That((state, engine.Connections, _problems.Found.Count), Is.EqualTo(((EngineState?)null, 0, 0)));
    }

    private static EngineQuestion Question(FakeEngine engine, params string[] references) =>
        new(Docker.Settings(("DOCKER_HOST", engine.Address), ("HOME", "/nope")), references);

    private EngineState? Read(FakeEngine engine, params string[] references) =>
        Read(engine, Question(engine).Docker, references);

    private EngineState? Read(FakeEngine engine, DockerSettings docker, params string[] references)
    {
        // The runner knows no answer: a process would be an exception.
        var state = EngineReader.Read(
            new(docker, references), new FakeCommandRunner(), _problems, CancellationToken.None);
        Assert.That(_problems.Found, Is.Empty, engine.Address);
        return state;
    }
}
