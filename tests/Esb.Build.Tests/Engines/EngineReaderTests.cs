using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Testing;

namespace Esb.Build.Tests.Engines;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class EngineWithImages
{
    private const string A = """
        {"Labels":{"Id":"no","x":["RepoTags"]},"Id":"sha256:11","RepoTags":["esb-a:latest","esb-a:1",7],"RepoDigests":[]}
        """;

    private const string B = """
        {"RepoTags":["127.0.0.1:5010/esb/b:2"],"Id":"sha256:22","Size":5,"RepoDigests":null}
        """;

    private readonly ProblemList _problems = new();

    [Test]
    public void TellsTheIdentityOfEachReference()
    {
        using var engine = FakeEngine.With(A, B);

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
        using var engine = FakeEngine.With(A, B);

        Assert.That(Read(engine, reference)?.Images[reference], Is.EqualTo("sha256:11"));
    }

    [Test]
    public void IsAskedOnceForAllReferencesOfAnImage()
    {
        using var engine = FakeEngine.With(A, B);

        string[] a = ["esb-a:1", "esb-a", "docker.io/library/esb-a:1"];
        var images = Read(engine, a, ["127.0.0.1:5010/esb/b:2"])?.Images;

        Assert.That(engine.Asked, Is.EqualTo(new[] { "/images/127.0.0.1:5010/esb/b:2/json", "/images/esb-a:1/json" }));
        Assert.That(images, Has.Count.EqualTo(4));
    }

    [Test]
    public void IsAskedForAReferenceThatHasBecomeAnotherImage()
    {
        using var engine = FakeEngine.With(
            """{"Id":"sha256:1","RepoTags":["a:1"]}""", """{"Id":"sha256:2","RepoTags":["a:2","a:3"]}""");

        var images = Read(engine, [["a:1", "a:4", "a:2", "a:3"]])?.Images;

        Assert.That(engine.Asked, Is.EqualTo(new[] { "/images/a:1/json", "/images/a:2/json", "/images/a:4/json" }));
        Assert.That(images, Is.EquivalentTo(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["a:1"] = "sha256:1", ["a:2"] = "sha256:2", ["a:3"] = "sha256:2",
        }));
    }

    [Test]
    public void IsAskedForAnAddressInBrackets()
    {
        using var engine = FakeEngine.With("""{"Id":"sha256:1","RepoTags":["[::1]:5000/b:2"]}""");

        Assert.That(Read(engine, "[::1]:5000/b:2")?.Images, Has.Count.EqualTo(1));
        Assert.That(engine.Asked, Is.EqualTo(new[] { "/images/%5B::1%5D:5000/b:2/json" }));
    }

    [Test]
    public void IsAskedOverFewConnectionsThatAreKept()
    {
        string[] names = [.. Enumerable.Range(0, 200).Select(static i => $"127.0.0.1:5010/esb/service-{i:000}:latest")];
        using var engine = FakeEngine.With(
            [.. names.Select(static n => $$"""{"Id":"sha256:{{n.Length}}","RepoTags":["{{n}}"]}""")]);

        Assert.That(Read(engine, names)?.Images.Keys, Is.EquivalentTo(names));
        Assert.That((engine.Requests.Count, engine.Connections <= EngineConnections.Most), Is.EqualTo((201, true)));
    }

    [Test]
    public void IsNotAskedForImagesWhenThereAreNone()
    {
        using var engine = FakeEngine.With();

        Assert.That(Read(engine, "No Reference")?.Images, Is.Empty);
        Assert.That((engine.Requests.Count, engine.Connections), Is.EqualTo((1, 1)));
    }

    [Test]
    public void TellsAPinnedImageByItself()
    {
        var there = "debian@sha256:" + new string('a', 64);
        var gone = "debian:12@sha256:" + new string('b', 64);
        using var engine = FakeEngine.With($$"""{"Id":"sha256:11","RepoDigests":["{{there}}"]}""");

        Assert.That(
            Read(engine, there, gone)?.Images,
            Is.EquivalentTo(new Dictionary<string, string>(StringComparer.Ordinal) { [there] = "sha256:11" }));
    }

    [Test]
    public void TellsAPinnedImageByItsTag()
    {
        var pinned = "esb-a@sha256:" + new string('a', 64);
        using var engine = FakeEngine.With(
            $$"""{"Id":"sha256:11","RepoTags":["esb-a:1"],"RepoDigests":["{{pinned}}"]}""");

        Assert.That(Read(engine, [["esb-a:1", pinned]])?.Images.Keys, Is.EqualTo(new[] { "esb-a:1", pinned }));
        Assert.That(engine.Asked, Has.Count.EqualTo(1));
    }

    [Test]
    public void MayAnswerInParts()
    {
        using var engine = new FakeEngine(path =>
            path is "/info" ? FakeEngine.Chunked("{\"ID\":", "\"e\"}") : FakeEngine.Chunked(A[..10], A[10..]));

        Assert.That(Read(engine, "esb-a:1")?.Images, Has.Count.EqualTo(1));
    }

    [TestCase("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")]
    [TestCase("HTTP/1.0 200 OK\r\nServer: Connection: close\r\n\r\n")]
    public void MayCloseTheConnectionEachTime(string head)
    {
        using var engine = new FakeEngine(path => head + (path is "/info" ? FakeEngine.Info : A));

        Assert.That(Read(engine, "esb-a:1")?.Images, Has.Count.EqualTo(1));
        Assert.That(engine.Connections, Is.EqualTo(2));
    }

    [Test]
    public void MaySayFirstThatItGoesOn()
    {
        using var engine = new FakeEngine(path =>
            "HTTP/1.1 100 Continue\r\n\r\n" + FakeEngine.Ok(path is "/info" ? FakeEngine.Info : A));

        Assert.That(Read(engine, "esb-a:1")?.Images, Has.Count.EqualTo(1));
    }

    [TestCase("403 Forbidden", "{}")]
    [TestCase("200 OK", """{"ID":null}""")]
    public void IsKnownByItsAddressWhereItHidesItsId(string status, string info)
    {
        using var engine = new FakeEngine(path => path is "/info" ? FakeEngine.Ok(info, status) : FakeEngine.Ok(A));

        Assert.That(Read(engine, "esb-a:1")?.EngineId, Is.EqualTo(engine.Address));
    }

    [Test]
    public void IsAskedAgainWhenATagIsMovedMeanwhile()
    {
        var times = 0;
        using var engine = new FakeEngine(path => path is "/info" ? FakeEngine.Ok(FakeEngine.Info)
            : times++ < 2 ? FakeEngine.Ok("""{"message":"consistency error: data changed"}""", "500 Oops")
            : FakeEngine.Ok(A));

        Assert.That(Read(engine, "esb-a:1")?.Images, Has.Count.EqualTo(1));
    }

    [Test]
    public void IsAskedInTheVersionThatTheUserWants()
    {
        using var engine = FakeEngine.With(A, B);

        Read(engine, new EngineQuestion(
            Docker.Settings(("DOCKER_HOST", engine.Address), ("HOME", "/nope"), ("DOCKER_API_VERSION", "1.44")),
            [["esb-a:1"]]));

        Assert.That(engine.Requests, Is.All.StartsWith("GET /v1.44/i"));
    }

    [Test]
    public void IsLeftAloneInACancelledBuild()
    {
        using var engine = FakeEngine.With(A, B);

        var state = EngineReader.Read(Question(engine, ["a"]), new FakeCommandRunner(), _problems, new(canceled: true));

        Assert.That((state, engine.Connections, _problems.Found.Count), Is.EqualTo(((EngineState?)null, 0, 0)));
    }

    private static EngineQuestion Question(FakeEngine engine, params string[][] images) =>
        new(Docker.Settings(("DOCKER_HOST", engine.Address), ("HOME", "/nope")), images);

    private EngineState? Read(FakeEngine engine, params string[] references) =>
        Read(engine, [.. references.Select(static r => new[] { r })]);

    private EngineState? Read(FakeEngine engine, params string[][] images) => Read(engine, Question(engine, images));

    private EngineState? Read(FakeEngine engine, EngineQuestion question)
    {
        // The runner knows no answer: a process would be an exception.
        var state = EngineReader.Read(question, new FakeCommandRunner(), _problems, CancellationToken.None);
        Assert.That(_problems.Found, Is.Empty, engine.Address);
        return state;
    }
}
