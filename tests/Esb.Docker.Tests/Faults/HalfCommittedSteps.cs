using Esb.Docker.Tests.UpToDate;

namespace Esb.Docker.Tests.Faults;

/// <summary>
/// Steps of builds that were cancelled while BuildKit committed them: its cache has them, and fails whoever needs them,
/// until the engine is restarted.
/// </summary>
public sealed class HalfCommittedSteps : DockerFixture
{
    private const string Step = "RUN head -c 16 /dev/urandom | md5sum >/made\n";

    private PrivateEngine _engine = null!;

    [OneTimeSetUp]
    public void Begin()
    {
        _engine = new(hasContainerdStore: true);
        _engine.Take("esb-test/busybox:1");
    }

    [OneTimeTearDown]
    public void End() => _engine.Dispose();

    [TestCase("", ", without that record")]
    [TestCase("RUN true\n", ", without that record", ", without BuildKit's cache")]
    public void RunAgain(string next, params string[] remedies)
    {
        var folder = NewImage($"FROM esb-test/busybox:1 AS step\nRUN echo {remedies.Length}\n{Step}FROM step\n{next}");
        folder.Files.Environment["DOCKER_HOST"] = _engine.Address;
        string[] build = ["buildx", "build", "--quiet", folder.Files["svc"]];
        // Without an output nothing is committed.
        _engine.Must([.. build, "--target", "step", "--output", "type=cacheonly"]);
        _engine.CommitSnapshot(Newest());
        Assert.That(() => _engine.Must([.. build, "--load"]), Throws.InvalidOperationException);

        var messages = folder.MustBuild("-t:EsbImages").Messages;
        Assert.That(
            messages.Where(static m => m.Contains("once more for 1 of 1 images", StringComparison.Ordinal))
                .Select(static m => m.Split(" images")[1]),
            Is.EqualTo(remedies));
        Assert.That(_engine.Entry(folder.Image(), "/made").Content, Is.Not.Empty);
        Assert.That(folder.MustBuild("-t:EsbImages").Tasks, Has.None.EqualTo("RunBake"));
        _engine.Must([.. build, "--load"]);
    }

    private string Newest()
    {
        var steps = _engine.Must("buildx", "du", "--verbose").Split("\n\n")
            .Where(static r => r.Contains("md5sum", StringComparison.Ordinal));
        return Line(steps.MaxBy(static r => Line(r, "Created at:"), StringComparer.Ordinal)!, "ID:");
    }

    private static string Line(string record, string name) =>
        record.Split('\n').Single(l => l.StartsWith(name, StringComparison.Ordinal))[name.Length..].Trim();
}
