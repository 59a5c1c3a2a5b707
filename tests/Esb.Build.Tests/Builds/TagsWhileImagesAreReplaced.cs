using System.Text;
using Esb.Build.Builds;
using Esb.Build.Records;
using Esb.Build.Tags;
using Esb.Build.Tests.Engines;
using Esb.Testing;

namespace Esb.Build.Tests.Builds;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TagsWhileImagesAreReplaced : IDisposable
{
    private const string Info = """{"ID":"e","DriverStatus":[["driver-type","io.containerd.snapshotter.v1"]]}""";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public void AreOneForAllThatMayBeReplaced()
    {
        using var engine = Engine();
        using (var tags = Tags(engine.Address))
        {
            tags.Keep([Record("[::1]:5000/a", '1'), Record("b", '2'), Record("same", '2'), Record("none", ' ')]);
            Await(() => engine.Bodies.Count == 1);
        }

        var given = File.ReadAllLines(_folder["replaced"]).Single();
        Assert.That(given, Does.StartWith("[::1]:5000/a:replaced-"));
        Assert.That(ReplacedTag.Is(given), Is.True);
        var bundle = Encoding.UTF8.GetString(engine.Bodies[0]);
        Assert.That(bundle, Does.Contain($"\"{given}\""));
        Assert.That(bundle.Split("\"sha256:"), Has.Length.EqualTo(1 + 3), "the bundle and two images");

        // The build was killed; the next one, whatever it builds, takes it away.
        using (var tags = Tags(engine.Address))
            tags.Remove([], [], CancellationToken.None).GetAwaiter().GetResult();
        var escaped = given.Replace("[::1]", "%5B::1%5D", StringComparison.Ordinal);
        Assert.That(Removals(engine), Is.EqualTo(new[] { escaped }));
    }

    [Test]
    public void AreTakenAwayByTheBuildThatGaveThem()
    {
        using var engine = Engine();
        using var tags = Tags(engine.Address);
        tags.Keep([Record("a", '1'), Record("b", '2')]);
        Await(() => engine.Bodies.Count == 1);
        var given = File.ReadAllLines(_folder["replaced"]);
        tags.Remove([], [], CancellationToken.None).GetAwaiter().GetResult();
        Assert.That(Removals(engine), Is.EqualTo(given));
        Assert.That(File.ReadAllText(_folder["replaced"]), Is.Empty);
    }

    [Test]
    public void AreNotGivenToAnImageThatIsReplacedAlone()
    {
        using var engine = Engine();
        using (var tags = Tags(engine.Address))
            tags.Keep([Record("a", '1'), Record("none", ' ')]);
        Assert.That(engine.Requests, Is.Empty);
        Assert.That(File.Exists(_folder["replaced"]), Is.False);
    }

    [Test]
    public void AreNotGivenForLongerThanTheBuildLasts()
    {
        using var isOver = new ManualResetEventSlim();
        using var engine = new FakeEngine(_ =>
        {
            isOver.Wait();
            return "";
        });
        using (var tags = Tags(engine.Address))
            tags.Keep([Record("a", '1'), Record("b", '2')]);
        isOver.Set();
    }

    // An engine that answers what it has to, and has removed whatever it is to remove.
    private static FakeEngine Engine() => new(static path => path switch
    {
        "/info" => FakeEngine.Ok(Info),
        "/images/load?quiet=1" => FakeEngine.Chunked("{\"stream\":\"a\"}\r\n"),
        _ => FakeEngine.Ok("[]"),
    });

    private static IEnumerable<string> Removals(FakeEngine engine) => engine.Requests
        .Where(static r => r.StartsWith("DELETE /images/", StringComparison.Ordinal))
        .Select(static r => r.Split(' ')[1]["/images/".Length..]);

    private static ImageRecord Record(string name, char digit) => new(name, name, "service", "")
    {
        References = [name + ":latest"],
        Digest = digit is ' ' ? "" : "sha256:" + new string(digit, 64),
    };

    // On a busy machine the engine needs longer for its answer than a build waits.
    private ReplacedTags Tags(string address) => new(
        _folder["replaced"],
        Docker.Settings(("DOCKER_HOST", address), ("DOCKER_CONFIG", _folder["config"])) with { RemovalWait = Limit },
        Docker.Working());

    private static void Await(Func<bool> isThere) =>
        Patience.Until("the engine was asked", isThere, Limit);
}
