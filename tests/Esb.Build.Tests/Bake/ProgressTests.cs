using System.Text;
using Esb.Build.Bake;
using Esb.Build.Processes;

namespace Esb.Build.Tests.Bake;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ProgressText
{
    private readonly ProgressLines _lines = new();

    [TestCase("0.13")]
    [TestCase("0.29")]
    public void IsTakenApart(string version)
    {
        var (objects, text) = Read(Recorded.Stream(version, "failing-run"));

        Assert.That(objects, Is.GreaterThan(20));
        Assert.That(text, Has.Count.EqualTo(10));
        Assert.That(text[0], Is.EqualTo("Dockerfile:5"));
    }

    [Test]
    public void MayHaveOtherLinesInsideAnObject()
    {
        var (objects, text) = Read("{\n  \"vertexes\": [\nWARNING: x\n{\"y\":1}\n  ]\n}");

        Assert.That(objects, Is.EqualTo(1));
        Assert.That(text, Is.EqualTo(new[] { "WARNING: x", "{\"y\":1}" }));
    }

    [TestCase("{\"vertexes\":[{\"digest\":1}]}")]
    [TestCase("{\"logs\":[{\"data\":\"no base64!\"}]}")]
    [TestCase("{\"vertexes\":")]
    public void ThatIsNoProgressIsText(string line)
    {
        var (objects, text) = Read(line);

        Assert.That((objects, text.Count), Is.EqualTo((0, 1)));
    }

    [Test]
    public void MayHaveMembersThatNobodyKnows()
    {
        const string Line =
            """{"new":{"a":[1]},"vertexes":[{"new":[{}],"digest":"d","name":"n","completed":null,"started":"0001-01-01T00:00:00Z"}],"statuses":null,"warnings":{"x":1},"logs":[{"vertex":"d","x":{}}]}""";

        var status = _lines.Add(Line).Status!;

        Assert.That(status.Vertexes.Single(), Is.EqualTo(new Vertex("d", "n")));
        Assert.That(status.Logs.Count + status.Warnings.Count + status.Statuses.Count, Is.Zero);
    }

    [Test]
    public void HasWarningsWithAndWithoutAPlace()
    {
        var status = _lines.Add(
            """{"warnings":[{"vertex":"d","short":"aGk=","url":"u","x":1,"range":[{"start":{"line":7},"end":{"line":9}}]},{"short":null,"range":null}]}""").Status!;

        Assert.That(
            status.Warnings,
            Is.EqualTo(new[] { new StepWarning("d", "hi", "u", 7), new StepWarning("", "", "", 0) }));
    }

    private (int Objects, List<string> Text) Read(string stream)
    {
        var (objects, text) = (0, new List<string>());
        foreach (var line in stream.Split('\n'))
        {
            var read = _lines.Add(line);
            objects += read.Status is null ? 0 : 1;
            if (read.Text is not null)
                text.Add(read.Text);
        }

        return (objects, text);
    }
}

public sealed class NameOfAStep
{
    [TestCase("[gateway build 2/3] RUN make", true, "gateway", "[build 2/3] RUN make", true)]
    [TestCase("[gateway linux/arm64 build 1/1] COPY a b", true, "gateway", "[linux/arm64 build 1/1] COPY a b", true)]
    [TestCase("[gateway internal] load build context", true, "gateway", "[internal] load build context", false)]
    [TestCase("[gateway] exporting to image", true, "gateway", "exporting to image", false)]
    [TestCase("[build 2/3] RUN make", false, "", "[build 2/3] RUN make", true)]
    [TestCase("[1/2] FROM x", false, "", "[1/2] FROM x", false)]
    [TestCase("exporting to image", false, "", "exporting to image", false)]
    [TestCase("[internal] load local bake definitions", true, "", "[internal] load local bake definitions", false)]
    [TestCase("[broken", true, "", "[broken", false)]
    public void IsTakenApart(string text, bool hasTarget, string target, string shown, bool isInstruction)
    {
        var name = StepName.Parse(text, hasTarget);

        Assert.That((name.Target, name.ToString(), name.IsInstruction), Is.EqualTo((target, shown, isInstruction)));
    }

    [TestCase("[gateway internal] load build definition from Dockerfile", true)]
    [TestCase("[internal] load build definition from Dockerfile", false)]
    [TestCase("[internal 1/2] RUN x", false)]
    [TestCase("exporting to image", false)]
    public void ShowsWhetherTargetsAreNamed(string text, bool hasTarget) =>
        Assert.That(StepName.HasTarget(text), Is.EqualTo(hasTarget));
}

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OutputOfAStep
{
    [Test]
    public void IsOneMessageForAllLinesThatComeTogether()
    {
        using var log = new Recorded();
        var progress = new BakeProgress([PlainImage.Of("a"), PlainImage.Of("bcd")], log, SecretMask.Of([]));
        var status = new ProgressStatus();
        status.Vertexes.Add(new("d", "[a 2/2] RUN make") { Started = DateTimeOffset.UnixEpoch });
        progress.Apply(status);
        var before = log.Messages;

        status = new ProgressStatus();
        status.Logs.Add(new("d", 1, "one\ntwo\nthr"u8.ToArray()));
        progress.Apply(status);
        Assert.That(log.Messages - before, Is.EqualTo(1));
        Assert.That(log.Log.TakeLast(2), Is.EqualTo(new[] { "a    > one", "a    > two" }));

        status = new ProgressStatus();
        status.Logs.Add(new("d", 1, "ee"u8.ToArray()));
        progress.Apply(status);
        Assert.That(log.Messages - before, Is.EqualTo(1), "no line is complete with that");
    }

    private readonly StepOutput _output = new(SecretMask.Of(["hunter22"]));

    [Test]
    public void IsMadeOfPieces()
    {
        var bytes = Encoding.UTF8.GetBytes("one\nzwö");

        Assert.That(_output.Add(1, bytes.AsSpan(0, 7)), Is.EqualTo(new[] { "one" }));
        Assert.That(_output.Add(2, "err\n"u8), Is.EqualTo(new[] { "err" }));
        Assert.That(_output.Add(1, bytes.AsSpan(7)), Is.Empty);
        Assert.That(_output.Close(), Is.EqualTo(new[] { "zwö" }));
    }

    [Test]
    public void KeepsItsLastHundredLines()
    {
        for (var i = 0; i < 150; i++)
            _output.Add(1, Encoding.UTF8.GetBytes($"{i}\n"));

        Assert.That(_output.Last, Has.Count.EqualTo(100));
        Assert.That(_output.Last.First(), Is.EqualTo("50"));
    }

    [Test]
    public void IsCutWhereALineNeverEnds() =>
        Assert.That(_output.Add(1, new byte[70_000]).Single(), Has.Length.EqualTo(70_000));

    [Test]
    public void HasNoSecret() => Assert.That(_output.Add(1, "a hunter22\n"u8), Is.EqualTo(new[] { "a ***" }));

    [TestCase("\u001b[31mred\u001b[0m text", "red text")]
    [TestCase("10%\r20%\r100%\r", "100%")]
    [TestCase("a\u001bb\u001b", "ab")]
    [TestCase("cut\u001b[3", "cut")]
    public void IsPlainText(string line, string plain) => Assert.That(TerminalText.Plain(line), Is.EqualTo(plain));
}

public sealed class TargetThatNobodyAskedFor
{
    [Test]
    public void IsNotAnnounced()
    {
        using var build = new Recorded();

        build.Build("gateway", Recorded.Success(Recorded.Stream("0.29", "several-cached"), "gateway"));

        Assert.That(build.Important, Has.None.StartsWith("agent"));
        Assert.That(build.Important.Count(), Is.EqualTo(2));
    }

    [Test]
    public void HasNoDigestWhereItsManifestsAreSeveral()
    {
        var target = new TargetProgress("x");
        target.ApplyExport("exporting manifest sha256:a");
        Assert.That(target.ExportedDigest, Is.EqualTo("sha256:a"));

        target.ApplyExport("exporting manifest sha256:b");
        Assert.That(target.ExportedDigest, Is.Empty);
        Assert.That(target.IsManifestList, Is.False);
    }

    [Test]
    public void HasTheDigestOfTheListOverItsManifests()
    {
        var target = new TargetProgress("x");
        target.ApplyExport("exporting manifest sha256:a");
        target.ApplyExport("exporting manifest list sha256:l");
        Assert.That(target.ExportedDigest, Is.EqualTo("sha256:l"));
        Assert.That(target.IsManifestList, Is.True);
    }
}

public sealed class MetadataFile
{
    [Test]
    public void HasADigestForEachImage()
    {
        const string Json =
            """{"a":{"containerimage.digest":"sha256:1","x":{}},"cacheonly":{"buildx.build.ref":"r"},"buildx.build.warnings":[]}""";

        var digests = BakeMetadata.Parse(Encoding.UTF8.GetBytes(Json));

        Assert.That(digests, Is.EqualTo(new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "sha256:1" }));
    }
}
