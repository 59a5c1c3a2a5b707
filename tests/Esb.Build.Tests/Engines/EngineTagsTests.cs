using System.Formats.Tar;
using System.Text;
using System.Text.Json;
using Esb.Build.Engines;
using Esb.Testing;

namespace Esb.Build.Tests.Engines;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class EngineTagsTests : IDisposable
{
    private const string Containerd = """
        {"ID":"e","Driver":"overlayfs","DriverStatus":[["driver-type","io.containerd.snapshotter.v1"]],"Containers":3}
        """;

    private const string Classic = """
        {"ID":"e","Driver":"overlay2","DriverStatus":[["Backing Filesystem","extfs"],["Supports d_type","true"]]}
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly StoredImage One = new("sha256:" + new string('1', 64), IsManifestList: false);
    private static readonly StoredImage Two = new("sha256:" + new string('2', 64), IsManifestList: true);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>An engine at its limit begins late, and drops what nobody waits for unless more comes behind.</summary>
    [Test]
    public void AreAskedAwayInAWayThatABusyEngineGoesOnWith()
    {
        string[] names = ["a:1", "b:1"];
        using var begin = new ManualResetEventSlim();
        using var engine = new FakeEngine(_ =>
        {
            begin.Wait(Limit);
            return FakeEngine.Ok("[]");
        });

        var left = EngineTags.Remove(Settings(engine), names, Docker.Working(), CancellationToken.None);
        Assert.That(left, Is.EqualTo(names), "what is not known to be gone");
        begin.Set();
        Patience.Until("nobody holds a connection any longer", () => engine.Ended == names.Length, Limit);
        Assert.That(engine.Requests, Is.All.StartsWith("DELETE /images/"));
        Assert.That(engine.Unread, Is.GreaterThan(names.Length * 4096), "more than it reads with a request");
    }

    [Test]
    public void AreOneForManyImages()
    {
        using var engine = Engine(Containerd, FakeEngine.Chunked("{\"stream\":\"Loaded image: a:1\\n\"}\r\n"));
        Bundle(engine, One, Two);
        Assert.That(
            engine.Requests.Select(static r => r.Split(" HTTP")[0]),
            Is.EqualTo(new[] { "GET /info", "POST /images/load?quiet=1" }));

        var files = Files(engine.Bodies.Single());
        var named = files["index.json"].GetProperty("manifests")[0];
        Assert.That(
            named.GetProperty("annotations").GetProperty("io.containerd.image.name").GetString(),
            Is.EqualTo("docker.io/library/a:1"));
        var bundle = files["blobs/sha256/" + named.GetProperty("digest").GetString()!["sha256:".Length..]];
        Assert.That(
            bundle.GetProperty("manifests").EnumerateArray().Select(static m =>
                (m.GetProperty("digest").GetString(), m.GetProperty("mediaType").GetString())),
            Is.EqualTo(new[]
            {
                (One.Digest, "application/vnd.oci.image.manifest.v1+json"),
                (Two.Digest, "application/vnd.oci.image.index.v1+json"),
            }));
    }

    [Test]
    public void AreOfNoImageThatTheEngineHasLost()
    {
        using var engine = Engine(Containerd, FakeEngine.Chunked(
            $"{{\"errorDetail\":{{\"message\":\"x\"}},\"error\":\"content digest {One.Digest}: not found\"}}\r\n"));
        Bundle(engine, One, Two);
        var bundles = engine.Bodies.Select(static b => Encoding.UTF8.GetString(b)).ToList();
        Assert.That(bundles, Has.Count.EqualTo(2));
        Assert.That(bundles[0], Does.Contain(One.Digest).And.Contain(Two.Digest));
        Assert.That(bundles[1], Does.Not.Contain(One.Digest).And.Contain(Two.Digest));
    }

    [TestCase(Classic)]
    [TestCase("""{"ID":"e","DriverStatus":null}""")]
    [TestCase("""{"ID":"e"}""")]
    [TestCase("{}")]
    [TestCase("")]
    public void AreNotGivenInAnotherStore(string info)
    {
        using var engine = Engine(info, "");
        Bundle(engine, One, Two);
        Assert.That(engine.Bodies, Is.Empty);
    }

    [TestCase("HTTP/1.1 403 Forbidden\r\nContent-Length: 4\r\n\r\nnone")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnone")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")]
    [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [TestCase("")]
    public void AreNoMistakeWhereTheEngineDoesNotGiveThem(string answer)
    {
        using var engine = Engine(Containerd, answer);
        Bundle(engine, One, Two);
        Assert.That(engine.Bodies, Has.Count.EqualTo(1));
    }

    [TestCase("Error response from daemon: No such image: a:1\nError: No such image: b:1\n", 0)]
    [TestCase("Error: No such image: a:1\nError: conflict: unable to remove repository reference\n", 2)]
    [TestCase("", 2)]
    public void AreGoneWhereDockerKnowsNone(string error, int left)
    {
        var docker = Docker.Working().On("image rm", new FakeAnswer("", error, 1));
        var kept = EngineTags.Remove(
            Docker.Settings(("DOCKER_HOST", "ssh://host")), ["a:1", "b:1"], docker, CancellationToken.None);
        Assert.That(kept, Has.Count.EqualTo(left));
    }

    private static FakeEngine Engine(string info, string answer) => new(
        path => path.EndsWith("/info", StringComparison.Ordinal) ? FakeEngine.Ok(info) : answer);

    private void Bundle(FakeEngine engine, params StoredImage[] images) =>
        EngineTags.Bundle(Settings(engine), "a:1", images, CancellationToken.None);

    private DockerSettings Settings(FakeEngine engine) =>
        Docker.Settings(("DOCKER_HOST", engine.Address), ("DOCKER_CONFIG", _folder["config"]));

    private static Dictionary<string, JsonElement> Files(byte[] archive)
    {
        var files = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        using var tar = new TarReader(new MemoryStream(archive));
        while (tar.GetNextEntry() is { } entry)
        {
            using var document = JsonDocument.Parse(entry.DataStream!);
            files.Add(entry.Name, document.RootElement.Clone());
        }

        return files;
    }
}
