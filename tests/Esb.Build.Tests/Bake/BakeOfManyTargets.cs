using Esb.Build.Bake;
using Esb.Build.Diagnostics;
using Esb.Testing;

namespace Esb.Build.Tests.Bake;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class BakeOfManyTargets
{
    private const string BrokenRecord = "ERROR: failed to solve: failed to commit dbi0h79mswyug9lyq05znkgc3 to "
        + "bqopbmxqzn5wmmopqolrtctr1 during finalize: failed to stat active key during commit: snapshot "
        + "dbi0h79mswyug9lyq05znkgc3 does not exist: not found";

    private readonly Recorded _build = new();
    private readonly FakeCommandRunner _runner = Engines.Docker.Working();

    [TearDown]
    public void TearDown() => _build.Dispose();

    [TestCase(0, "ok gateway agent depbad slow")]
    [TestCase(5, "ok gateway agent depbad slow")]
    [TestCase(2, "ok gateway", "agent depbad", "slow")]
    [TestCase(3, "ok gateway agent", "depbad slow")]
    [TestCase(1, "ok", "gateway", "agent", "depbad", "slow")]
    public void BuildsNoMoreAtOnceThanAllowed(int most, params string[] calls)
    {
        var request = Request("ok gateway agent depbad slow") with { MaxParallel = most };
        var images = Run(request, [.. calls.Select(static c => Recorded.Success("", c.Split(' ')))]);

        Assert.That(images, Has.Count.EqualTo(5));
        Assert.That(Calls, Is.EqualTo(calls));
    }

    [Test]
    public void EndsWithTheFirstThatFails()
    {
        Assert.That(Run(Request("bad ok"), Failing("failing-run-several")), Is.Null);
        Assert.That(Calls, Is.EqualTo(new[] { "bad ok" }));
    }

    [Test]
    public void GoesOnWithWhatDoesNotStandOnAFailure()
    {
        var request = KeepGoing(Request("bad agent depbad gateway ok"), ("agent", "bad"), ("gateway", "agent"));

        Assert.That(Run(request, Failing("failing-run-several"), Recorded.Success("", "depbad", "ok")), Is.Null);
        Assert.That(Calls, Is.EqualTo(new[] { "bad agent depbad gateway ok", "depbad ok" }));
        Assert.That(_build.Error.Position!.File, Is.EqualTo(_build.Dockerfile("bad")));
        Assert.That(
            _build.Important.TakeLast(2),
            Is.EqualTo(new[] { "3 of 5 images were not built:", "  bad failed; on it stand agent, gateway" }));
    }

    [Test]
    public void NamesEachThatFails()
    {
        var request = KeepGoing(Request("bad badcopy ok"));

        Run(request, Failing("failing-run-several"), Failing("failing-copy-several"), Recorded.Success("", "ok"));

        Assert.That(Calls, Is.EqualTo(new[] { "bad badcopy ok", "badcopy ok", "ok" }));
        Assert.That(
            _build.Problems.Found.Select(static p => p.Rule.Code), Is.EqualTo(new[] { "ESB3001", "ESB3003" }));
        Assert.That(_build.Important.TakeLast(2), Is.EqualTo(new[] { "  bad failed", "  badcopy failed" }));
    }

    [Test]
    public void BuildsNothingMoreWhereAllStandOnAFailure()
    {
        Assert.That(Run(KeepGoing(Request("bad ok"), ("ok", "bad")), Failing("failing-run-several")), Is.Null);
        Assert.That(Calls, Is.EqualTo(new[] { "bad ok" }));
    }

    [Test]
    public void DropsWhatStandsOnALinkedImageThatFails()
    {
        var request = KeepGoing(Request("agent ok"), ("agent", "bad")) with { Linked = Request("bad").Targets };

        Run(request, Failing("failing-run-several"), Recorded.Success("", "ok"));

        Assert.That(Calls, Is.EqualTo(new[] { "agent ok", "ok" }));
        Assert.That(
            _build.Important.TakeLast(2),
            Is.EqualTo(new[] { "1 of 2 images were not built:", "  bad failed; on it stand agent" }));
    }

    [TestCase("ERROR: failed to solve: write /var/lib/x: no space left on device")]
    [TestCase("ERROR: failed to receive status: rpc error: code = Unavailable desc = error reading from server: EOF")]
    [TestCase("ERROR: open nofile.json: no such file or directory")]
    public void DoesNotGoOnWhereTheMachineFails(string error)
    {
        Assert.That(Run(KeepGoing(Request("gateway ok")), Recorded.Failure(error)), Is.Null);
        Assert.That(Calls, Has.Count.EqualTo(1));
    }

    /// <summary>In calls of their own none can take the label of another.</summary>
    [Test]
    public void SeparatesThoseThatTakeEachOthersSource()
    {
        const string Error = "ERROR: failed to solve: failed to load cache key: failed to do request: Head "
            + "\"https://registry.example/v2/library/a/manifests/sha256:0\": dial tcp: no such host";
        string[] targets = ["ok", "gateway", "agent"];

        var alone = targets.Select(static t => Recorded.Success("", t));
        Run(Request("ok gateway agent"), [Recorded.Failure(Error), .. alone]);

        Assert.That(Calls, Is.EqualTo(new[] { "ok gateway agent", "ok", "gateway", "agent" }));
        Assert.That(_build.Problems.Found, Is.Empty);
    }

    /// <summary>Each call loses the race once, and each finishes one image before.</summary>
    [Test]
    public void GoesOnAsLongAsSomeAreFinished()
    {
        var targets = "ok gateway agent depbad slow bad badcopy parse nobase warn sleeper".Split(' ');
        var answers = targets.Select(static t => Recorded.Failure($$"""
            {"vertexes":[{"digest":"d","name":"[{{t}} internal] load build definition from Dockerfile"}]}
            {"vertexes":[{"digest":"e","name":"[{{t}}] exporting to image","started":"2026-01-01T00:00:00Z"}]}
            {"statuses":[{"id":"exporting manifest list sha256:{{t}}","vertex":"e"}]}
            {"vertexes":[{"digest":"e","name":"[{{t}}] exporting to image","completed":"2026-01-01T00:00:02Z"}]}
            ERROR: failed to solve: failed to prepare extraction snapshot "a": parent snapshot b does not exist
            """));

        var images = Run(Request(string.Join(' ', targets)), [.. answers]);

        Assert.That(images!.Select(static i => i.Digest), Is.EqualTo(targets.Select(static t => "sha256:" + t)));
        Assert.That(_build.Problems.Found, Is.Empty);
    }

    /// <summary>It would fail each build that needs it, until the engine is restarted.</summary>
    [TestCase("record", false, ", without that record")]
    [TestCase("record record", true, ", without that record", ", without BuildKit's cache")]
    [TestCase("job record job record", true, "", ", without that record", "", ", without BuildKit's cache")]
    public void GoesOnWithoutARecordThatIsBroken(string failures, bool isWithoutCache, params string[] remedies)
    {
        _runner.On("buildx prune", new FakeAnswer());
        var failed = failures.Split(' ').Select(static f => Recorded.Failure(
            f is "job" ? "ERROR: failed to solve: no such job a" : BrokenRecord));

        Run(Request("ok gateway"), [.. failed, Recorded.Success("", "ok", "gateway")]);

        Assert.That(
            string.Join(' ', _runner.Asked("buildx prune").Single().Arguments),
            Is.EqualTo("buildx prune --force --all --filter id=dbi0h79mswyug9lyq05znkgc3 --builder default"));
        Assert.That(
            _runner.Asked("buildx bake").Select(static c => c.Arguments.Contains("--no-cache", StringComparer.Ordinal)),
            Is.EqualTo(Enumerable.Repeat(false, remedies.Length).Append(isWithoutCache)));
        Assert.That(
            _build.Important.Where(static l => l.Contains("once more", StringComparison.Ordinal))
                .Select(static l => l.Split(" images")[1]),
            Is.EqualTo(remedies));
        Assert.That(_build.Problems.Found, Is.Empty);
    }

    [Test]
    public void EndsWhereRecordsAreBrokenForEver()
    {
        _runner.On("buildx prune", new FakeAnswer());

        Assert.That(Run(Request("ok"), Recorded.Failure(BrokenRecord)), Is.Null);
        Assert.That(_build.Error.Rule, Is.EqualTo(Rules.EngineRace));
        Assert.That(_runner.Asked("buildx bake"), Has.Count.EqualTo(6 + 3));
    }

    // The targets come last, after the builder.
    private IReadOnlyList<string> Calls =>
    [
        .. _runner.Asked("buildx bake")
            .Select(static c => string.Join(' ', c.Arguments.SkipWhile(static a => a is not "default").Skip(1))),
    ];

    private static FakeAnswer Failing(string stream) => Recorded.Failure(Recorded.Stream("0.13", stream));

    private static BakeRequest KeepGoing(BakeRequest request, params (string Name, string From)[] edges) => request with
    {
        KeepGoing = true,
        Targets =
        [
            .. request.Targets.Select(t => t with
            {
                BuiltFrom =
                [
                    .. edges.Where(e => e.Name.Equals(t.Target, StringComparison.Ordinal)).Select(static e => e.From),
                ],
            }),
        ],
    };

    private BakeRequest Request(string targets) => _build.Request(targets.Split(' '));

    private IReadOnlyList<BuiltImage>? Run(BakeRequest request, params FakeAnswer[] answers)
    {
        _runner.On("buildx bake", answers);
        return BakeRunner.Run(request, _runner, _build, _build.Problems, CancellationToken.None);
    }
}
