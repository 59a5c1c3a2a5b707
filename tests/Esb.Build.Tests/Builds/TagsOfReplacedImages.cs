using Esb.Build.Builds;
using Esb.Build.Records;
using Esb.Build.Tests.Engines;
using Esb.Testing;

namespace Esb.Build.Tests.Builds;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TagsOfReplacedImages : IDisposable
{
    private static readonly string Old = "esb-a:g-" + new string('1', 12);
    private static readonly string New = "esb-a:g-" + new string('2', 12);

    // Enough on a busy machine, where the engine is to have answered.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly TemporaryFolder _folder = new();
    private string _status = "200 OK";

    public void Dispose() => _folder.Dispose();

    [Test]
    public void AreTakenAway()
    {
        Assert.That(Removed([Record('1')], [Record('2')]), Is.EqualTo(new[] { Old }));
        Assert.That(Removed([Record('2')], []), Is.Empty);
    }

    [Test]
    public void AreNoneWhereTheSameWasBuiltAgain() =>
        Assert.That(Removed([Record('1')], [Record('1')]), Is.Empty);

    [TestCase("")]
    [TestCase("12")]
    public void AreNoneOfARecordThatDoesNotSayWhatItWasMadeOf(string fingerprint) =>
        Assert.That(Removed([Record('1') with { Fingerprint = fingerprint }], [Record('2')]), Is.Empty);

    [Test]
    public void AreNoneOfImagesThatWereNotBuilt() =>
        Assert.That(Removed([Record('1') with { Target = "b" }], [Record('2')]), Is.Empty);

    [TestCase("409 Conflict")]
    [TestCase("500 Internal Server Error")]
    public void AreTriedAgainWhereTheEngineRefuses(string status)
    {
        _status = status;
        Assert.That(Removed([Record('1')], [Record('2')]), Is.EqualTo(new[] { Old }));
        Assert.That(Removed([Record('2')], [Record('2')]), Is.EqualTo(new[] { Old }));
        _status = "404 Not Found";
        Assert.That(Removed([Record('2')], [Record('2')]), Is.EqualTo(new[] { Old }));
        Assert.That(Removed([Record('2')], [Record('2')]), Is.Empty);
    }

    [Test]
    public void AreKeptWhenTheyComeBack()
    {
        _status = "409 Conflict";
        Removed([Record('1')], [Record('2')]);
        _status = "200 OK";
        Assert.That(Removed([Record('2')], [Record('1')]), Is.EqualTo(new[] { New }));
        Assert.That(Removed([Record('1')], []), Is.Empty);
    }

    [Test]
    public void AreNotWaitedFor()
    {
        using var isOver = new ManualResetEventSlim();
        using (var engine = new FakeEngine(_ =>
        {
            isOver.Wait();
            return "";
        }))
        {
            Remove(engine.Address, [Record('1')], [Record('2')], wait: null);
            Patience.Until("the engine was asked", () => engine.Requests.Count > 0, Limit);
            Assert.That(engine.Asked, Is.EqualTo(new[] { "/images/" + Old }));
            isOver.Set();
        }

        Assert.That(Removed([Record('2')], []), Is.EqualTo(new[] { Old }));
    }

    [Test]
    public void AreTriedAgainWhereNoEngineAnswers()
    {
        Remove("unix://" + _folder["none.sock"], [Record('1')], [Record('2')], Limit);
        Assert.That(Removed([Record('2')], []), Is.EqualTo(new[] { Old }));
    }

    [Test]
    public void AreAskedForAFewOldOnesABuildInTurn()
    {
        string[] names = [.. Enumerable.Range(0, 100).Select(static i => $"esb-a:g-{i:x12}")];
        _folder.Write("replaced", string.Concat(names.Select(static n => n + "\n")));
        _status = "409 Conflict";
        Assert.That(Removed([], []), Is.EqualTo(names[..40]));
        Assert.That(Removed([], []), Is.EqualTo(names[40..80]));
        Assert.That(Removed([Record('1')], [Record('2')]), Is.SupersetOf(names[80..]).And.Contain(Old));
    }

    [TestCase("debian:12")]
    [TestCase("esb-a:g-123")]
    [TestCase("esb-a:g-111111111111 HTTP/1.1")]
    [TestCase("/x esb-a:g-111111111111")]
    [TestCase(":g-111111111111")]
    [TestCase("esb-a:g-11111111111g")]
    public void AreNothingElseThatTheListNames(string line)
    {
        _folder.Write("replaced", line + "\n");
        Assert.That(Removed([Record('1')], []), Is.Empty);
    }

    [Test]
    public void AreLostWithAListThatNobodyMayRead()
    {
        Directory.CreateDirectory(_folder["replaced"]);
        Assert.That(Removed([Record('1')], [Record('2')]), Is.EqualTo(new[] { Old }));
    }

    private static ImageRecord Record(char digit)
    {
        var fingerprint = new string(digit, 64);
        return new("a", "esb-a", "service", "")
        {
            References = ["esb-a:latest", "esb-a:g-" + fingerprint[..12]],
            Fingerprint = fingerprint,
        };
    }

    private string[] Removed(IReadOnlyList<ImageRecord> before, IReadOnlyList<ImageRecord> built)
    {
        using var engine = new FakeEngine(_ => FakeEngine.Ok("[]", _status));
        Remove(engine, before, built);
        Assert.That(engine.Requests, Is.All.StartsWith("DELETE "));
        return [.. engine.Asked.Select(static path => path["/images/".Length..])];
    }

    private void Remove(FakeEngine engine, IReadOnlyList<ImageRecord> before, IReadOnlyList<ImageRecord> built) =>
        Remove(engine.Address, before, built, Limit);

    private void Remove(
        string address, IReadOnlyList<ImageRecord> before, IReadOnlyList<ImageRecord> built, TimeSpan? wait)
    {
        var docker = Docker.Settings(("DOCKER_HOST", address), ("DOCKER_CONFIG", _folder["config"]));
        using var tags = new ReplacedTags(_folder["replaced"], docker with { RemovalWait = wait }, Docker.Working());
        tags.Remove(before, built, CancellationToken.None).GetAwaiter().GetResult();
    }
}
