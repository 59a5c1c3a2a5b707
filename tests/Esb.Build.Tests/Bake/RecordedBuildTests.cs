using Esb.Build.Bake;

namespace Esb.Build.Tests.Bake;

[TestFixture("0.13")]
[TestFixture("0.29")]
public sealed class BuildThatSucceeds(string version)
{
    private Recorded _build = null!;

    [SetUp]
    public void SetUp() => _build = new();

    [TearDown]
    public void TearDown() => _build.Dispose();

    [Test]
    public void GivesTheImage()
    {
        var image = Build("ok", "single-built").Single();

        Assert.That(
            image,
            Is.EqualTo(new BuiltImage("ok", "sha256:ok", image.Seconds, 4, 0)
            {
                OtherDigests = image.OtherDigests,
            }));
        Assert.That(image.OtherDigests, Has.Count.EqualTo(2).And.All.StartsWith("sha256:"), "manifest, configuration");
        Assert.That(image.Seconds, Is.InRange(0.1, 5));
    }

    /// <summary>BuildKit says of a shared step when the other build began with it.</summary>
    [Test]
    public void IsAsLongAsItselfAndNotAsABuildThatItSharesStepsWith()
    {
        const string Steps = """
            {"vertexes":[{"digest":"a","name":"[internal] load build definition from Dockerfile","started":"2026-01-01T00:01:00Z","completed":"2026-01-01T00:01:01Z"}]}
            {"vertexes":[{"digest":"b","name":"[1/2] FROM base","started":"2026-01-01T00:00:00Z","completed":"2026-01-01T00:00:02Z"}]}
            {"vertexes":[{"digest":"c","name":"[2/2] RUN make","started":"2026-01-01T00:00:03Z","completed":"2026-01-01T00:01:05Z"}]}
            """;

        Assert.That(_build.Build("ok", Recorded.Success(Steps, "ok"))!.Single().Seconds, Is.EqualTo(5));
    }

    [Test]
    public void CountsCachedSteps() => Assert.That(Build("ok", "single-cached").Single().CachedSteps, Is.EqualTo(4));

    [Test]
    public void GivesImagesInTheOrderOfTheRequest()
    {
        var images = Build("gateway agent", "several-cached");

        Assert.That(images.Select(static i => (i.Target, i.Digest, i.Steps, i.CachedSteps)), Is.EqualTo(new[]
        {
            ("gateway", "sha256:gateway", 4, 4), ("agent", "sha256:agent", 4, 4),
        }));
        Assert.That(_build.Problems.Found, Is.Empty);
    }

    [Test]
    public void TellsTwoLinesAnImage()
    {
        Build("gateway agent", "several-cached");

        var lines = _build.Important.ToList();
        Assert.That(lines, Has.Count.EqualTo(4));
        Assert.That(lines, Does.Contain("gateway  building").And.Contain("agent    building"));
        Assert.That(lines, Has.One.Matches(@"^agent    built  \d\.\d s  4 of 4 steps cached$"));
    }

    [Test]
    public void TellsStepsAndTheirOutputInDetail()
    {
        Build("ok", "single-built");

        Assert.That(_build.Log, Does.Contain("ok  > second step").And.Contain("ok  > to-stderr"));
        Assert.That(
            _build.Log,
            Has.One.Matches(@"^ok  \[build 2/3\] RUN echo ok-\$RANDOM > /x; sleep 0\.1  \d\.\d s$"));
        Assert.That(_build.Important.Count(), Is.EqualTo(2));
    }

    [Test]
    public void TellsWhatIsBeingWorkedOnOnce()
    {
        Build("ok", "single-built");

        Assert.That(_build.Work, Has.Count.EqualTo(5).And.Unique);
        Assert.That(_build.Work[0], Is.EqualTo(("ok", "[build 2/3] RUN echo ok-$RANDOM > /x; sleep 0.1")));
        Assert.That(_build.Work[^1], Is.EqualTo(("ok", "exporting to image")));
    }

    [TestCase("warn", "warning")]
    [TestCase("warn gateway", "warning-several")]
    public void PassesWarningsOnAtTheirLine(string targets, string stream)
    {
        Build(targets, stream);

        var warning = _build.Problems.Found.Single();
        Assert.That(warning.Rule.Code, Is.EqualTo("ESB3002"));
        Assert.That(
            warning.Position,
            Is.EqualTo(new Esb.Build.Diagnostics.SourcePosition(_build.Dockerfile("warn"), 4, 1)));
        Assert.That(
            warning.Message,
            Does.Contain("Empty continuation line found in: RUN echo a  && echo b. See https://"));
    }

    [Test]
    public void LeavesNoFileBehind()
    {
        Build("ok", "single-built");

        Assert.That(Directory.GetFiles(_build.OutputDirectory), Is.Empty);
    }

    private IReadOnlyList<BuiltImage> Build(string targets, string stream) =>
        _build.Build(targets, Recorded.Success(Recorded.Stream(version, stream), targets.Split(' ')))!;
}

[TestFixture("0.13")]
[TestFixture("0.29")]
public sealed class BuildThatFails(string version)
{
    private Recorded _build = null!;

    [SetUp]
    public void SetUp() => _build = new();

    [TearDown]
    public void TearDown() => _build.Dispose();

    [TestCase("bad", "failing-run", "ESB3001", "bad", 5)]
    [TestCase("slow bad depbad", "failing-run-several", "ESB3001", "bad", 5)]
    [TestCase("badcopy", "failing-copy", "ESB3003", "badcopy", 2)]
    [TestCase("gateway badcopy", "failing-copy-several", "ESB3003", "badcopy", 2)]
    [TestCase("parse", "parse-error", "ESB3004", "parse", 3)]
    [TestCase("gateway parse", "parse-error-several", "ESB3004", "parse", 3)]
    [TestCase("nobase", "missing-base", "ESB3005", "nobase", 2)]
    [TestCase("gateway nobase", "missing-base-several", "ESB3005", "nobase", 2)]
    public void IsOneErrorAtTheLineOfTheMistake(string targets, string stream, string code, string file, int line)
    {
        Assert.That(Build(targets, stream), Is.Null);

        Assert.That(_build.Problems.Found.Count, Is.EqualTo(1));
        Assert.That(_build.Error.Rule.Code, Is.EqualTo(code));
        Assert.That(
            _build.Error.Position,
            Is.EqualTo(new Esb.Build.Diagnostics.SourcePosition(_build.Dockerfile(file), line, 1)));
    }

    [Test]
    public void SaysWhatTheCommandSaid()
    {
        Build("bad", "failing-run");

        Assert.That(_build.Error.Message, Does.StartWith("'RUN echo building").And
            .Contain("of image 'bad' ended with exit code 3: building | line2 | cannot find libfoo.so. "));
    }

    [Test]
    public void ShowsTheLastLinesOfTheStep()
    {
        Build("slow bad depbad", "failing-run-several");

        Assert.That(_build.Important, Does.Contain("bad  > cannot find libfoo.so").And.Contain("bad  > line2"));
        Assert.That(_build.Important, Has.None.Contains("sleeping"));
    }

    [TestCase("badcopy", "failing-copy", "'/nope' is not where 'COPY nope /x' of image 'badcopy' looks for it.")]
    [TestCase("parse", "parse-error", "unknown instruction: RUNN (did you mean RUN?). Correct")]
    [TestCase("nobase", "missing-base", "The base image 'registry.invalid/nope/base:1' of image 'nobase' is not to be had: failed to do")]
    public void SaysWhy(string target, string stream, string part)
    {
        Build(target, stream);

        Assert.That(_build.Error.Message, Does.Contain(part));
    }

    [Test]
    public void BecauseSomebodyInterruptedItSaysSo()
    {
        Build("gateway sleeper", "cancelled");

        Assert.That(_build.Error.Rule.Code, Is.EqualTo("ESB3010"));
    }

    private IReadOnlyList<BuiltImage>? Build(string targets, string stream) =>
        _build.Build(targets, Recorded.Failure(Recorded.Stream(version, stream)));
}
