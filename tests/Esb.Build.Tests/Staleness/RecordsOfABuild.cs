using Esb.Build.Fingerprints;
using Esb.Build.Records;
using Esb.Build.Staleness;
using Esb.Testing;

namespace Esb.Build.Tests.Staleness;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RecordsOfABuild : IDisposable
{
    private static readonly Dictionary<string, ImageInputs> NobodyLooked = new(StringComparer.Ordinal);

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal) { "a", "b", "c" };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public void AreThereAsSoonAsAnImageIsBuilt()
    {
        new BuildRecorder(Path, Known).Add(Record("a"));
        Assert.That(Targets, Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void AreAllThereInTheEnd()
    {
        var recorder = new BuildRecorder(Path, Known);
        foreach (var name in (string[])["c", "a", "b"])
            recorder.Add(Record(name));
        Assert.That(recorder.Finish(NobodyLooked), Is.Empty);
        Assert.That(Targets, Is.EqualTo(new[] { "a", "b", "c" }));
    }

    [Test]
    public void HaveTheSizesThatAreKnown()
    {
        var recorder = new BuildRecorder(Path, Known);
        recorder.Add(Record("a"));
        recorder.Add(Record("b"));
        recorder.Add(Record("c") with { References = [] });
        recorder.AddSizes(new Dictionary<string, long>(StringComparer.Ordinal) { ["b:1"] = 7, ["x:1"] = 8 });
        recorder.Finish(NobodyLooked);
        Assert.That(ImagesRecord.Read(Path).Select(static r => r.Size), Is.EqualTo(new[] { 0L, 7L, 0L }));
        Assert.That(recorder.Records.Select(static r => r.Size), Is.EqualTo(new[] { 0L, 7L, 0L }));
    }

    [Test]
    public void AreOfImagesOfTheProjectAlone()
    {
        ImagesRecord.Write(Path, [Record("a"), Record("gone")], static _ => false);
        new BuildRecorder(Path, Known).Add(Record("b"));
        Assert.That(Targets, Is.EqualTo(new[] { "a", "b" }));
    }

    private string Path => _folder["images.json"];

    private IEnumerable<string> Targets => ImagesRecord.Read(Path).Select(static r => r.Target);

    private static ImageRecord Record(string name) => new(name, name, "service", "") { References = [name + ":1"] };
}
