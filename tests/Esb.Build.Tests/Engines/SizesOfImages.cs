using Esb.Build.Engines;

namespace Esb.Build.Tests.Engines;

public sealed class SizesOfImages
{
    [Test]
    public void AreWhatTheEngineSays()
    {
        using var engine = FakeEngine.With(
            """{"Id":"sha256:1","RepoTags":["a:1"],"Size":1234567890123}""",
            """{"Id":"sha256:2","RepoTags":["b:1"],"Size":"odd"}""",
            """{"Id":"sha256:3","RepoTags":["c:1"]}""");

        var sizes = Read(engine, "a:1", "b:1", "c:1", "d:1");
        Assert.That(sizes, Has.Count.EqualTo(1));
        Assert.That(sizes["a:1"], Is.EqualTo(1234567890123));
        Assert.That(engine.Connections, Is.EqualTo(1));
    }

    [Test]
    public void AreUnknownWhereTheEngineFails()
    {
        using var engine = new FakeEngine(static _ => "");
        Assert.That(Read(engine, "a:1"), Is.Empty);
    }

    [Test]
    public void AreNotWaitedForLongerThanAnyAnswer()
    {
        using var isOver = new ManualResetEventSlim();
        using var engine = new FakeEngine(_ =>
        {
            isOver.Wait();
            return "";
        });
        Assert.That(Read(engine, "a:1"), Is.Empty);
        isOver.Set();
    }

    [Test]
    public void AreNotAskedForWhenTheBuildFails()
    {
        using var engine = FakeEngine.With();
        using (Sizes(engine))
        {
        }

        Assert.That(engine.Requests, Is.Empty);
    }

    private static IReadOnlyDictionary<string, long> Read(FakeEngine engine, params string[] references)
    {
        using var sizes = Sizes(engine);
        foreach (var reference in references)
            sizes.Ask(reference);
        return sizes.Read();
    }

    private static ImageSizes Sizes(FakeEngine engine) => new(
        Docker.Settings(("DOCKER_HOST", engine.Address), ("DOCKER_CONFIG", "/nowhere")) with
        {
            Timeout = TimeSpan.FromSeconds(1),
        },
        CancellationToken.None);
}
