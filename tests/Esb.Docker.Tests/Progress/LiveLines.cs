using Esb.Testing;

namespace Esb.Docker.Tests.Progress;

/// <summary>What a user sees of images that are being built, in a terminal and in a log.</summary>
public sealed class LiveLines : DockerFixture
{
    private const string Live = "-p:EsbLiveProgress=true";

    private DockerFolder _folder = null!;

    [OneTimeSetUp]
    public void Write() => _folder = NewImage($"FROM esb-test/busybox:1\nRUN sleep 2\n{CopyVersion}");

    [Test]
    public void AreInTheTerminalOnRequest() => AreShown(Build(Live));

    [TestCase("-mt")]
    [TestCase("-m:4")]
    [TestCase("-bl:obj/live.binlog")]
    public void AreThereWhateverElseIsAsked(string argument) => AreShown(Build(Live, argument));

    [Test]
    public void ComeFromAnotherProcessToo()
    {
        _folder.Files.Environment["MSBUILDNOINPROCNODE"] = "1";
        AreShown(Build(Live));
        _folder.Files.Environment.Remove("MSBUILDNOINPROCNODE");
    }

    [Test]
    public void AreNotInTheTerminalOtherwise()
    {
        var text = Build();
        Assert.That(text, Does.Contain("images succeeded").And.Contain("_EsbRunBake"));
        Assert.That(text, Does.Not.Contain("svc  built").And.Not.Contain("RUN sleep"));
    }

    [Test]
    public void AreTheSameInALogWithAndWithout()
    {
        string[] arguments = ["-t:EsbClean;EsbImages", "-p:EsbNoCache=true"];
        var with = _folder.MustBuild([.. arguments, Live]);
        var without = _folder.MustBuild(arguments);

        Assert.That(LinesOfImages(with.Result.Output), Is.EqualTo(LinesOfImages(without.Result.Output)));
        Assert.That(LinesOfImages(with.Result.Output), Is.EqualTo(["svc  building", "svc  built"]));
        Assert.That(with.Messages, Has.Some.Contains("] RUN sleep 2  2."));
    }

    [Test]
    public void AreInABinaryLogThatIsReplayed()
    {
        Build(Live, "-bl:replayed.binlog");
        var replayed = _folder.Files.Must("dotnet", "build", "replayed.binlog", "-tl:off");
        Assert.That(LinesOfImages(replayed), Is.EqualTo(["svc  building", "svc  built"]));
    }

    private static void AreShown(string text)
    {
        Assert.That(LinesOfImages(text), Is.EqualTo(["svc  building", "svc  built"]), text);
        Assert.That(text, Does.Contain("images building 1 image"));
        Assert.That(text, Does.Contain("images svc [stage-0 2/3] RUN sleep 2 "));
        Assert.That(text, Does.Contain("images test succeeded"));
    }

    private string Build(params IReadOnlyList<string> arguments) =>
        Terminal.Build(_folder.Files, ["-t:EsbClean;EsbImages", "-p:EsbNoCache=true", .. arguments]);

    // Without what differs from build to build.
    private static IEnumerable<string> LinesOfImages(string text) =>
        text.Split('\n').Select(static l => l.Trim())
            .Where(static l => l.StartsWith("svc  b", StringComparison.Ordinal))
            .Select(static l => string.Join("  ", l.Split("  ")[..2]));
}
