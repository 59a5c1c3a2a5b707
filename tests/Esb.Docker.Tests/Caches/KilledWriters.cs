using Esb.Testing;

namespace Esb.Docker.Tests.Caches;

/// <summary>
/// Builds that are killed while they write caches: what they leave is used by the next, or replaced, and never wrong.
/// </summary>
public sealed class KilledWriters : CacheFixture
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Test]
    public void LeaveWhatTheNextBuildCanUseOrReplaces()
    {
        var random = new Random(11);
        Files.WriteImage("leaf", $"""
            FROM base
            COPY file /file
            RUN head -c 30000000 /dev/urandom >/random-leaf
            {CopyVersion}
            """);
        for (var round = 0; round < LongForm.Of(3, 60); round++)
        {
            var content = $"round {round}";
            Files.Write("leaf/file", content);
            Kill(random.Next(400));
            Folder.MustBuild("-t:EsbImages", "-p:EsbCache=local");
            Assert.That(Read("leaf", "/file"), Is.EqualTo(content));
            if (round % 3 < 2)
                continue;

            // The image may have been done before the build was killed; then its cache is of the build before.
            Forget();
            Build("local", []);
            Assert.That(Read("leaf", "/file"), Is.EqualTo(content));
            Forget();
            Build("local", []);
            Assert.That(CachedSteps("leaf"), Is.EqualTo(5), content);
        }
    }

    // From the moment on when the first part of a layer is in the folder.
    private void Kill(int milliseconds)
    {
        using var build = new RunningBuild(Folder, "-t:EsbImages", "-p:EsbCache=local", "-nodeReuse:false");
        var ingest = Path.Join(Place("leaf"), "ingest");
        Patience.Until(
            "a layer is written",
            () => (Directory.Exists(ingest) && Directory.GetDirectories(ingest).Length > 0)
                || build.EndsWithin(TimeSpan.Zero),
            Limit);
        if (build.EndsWithin(TimeSpan.FromMilliseconds(milliseconds)))
            return;

        build.Send("KILL");
        Assert.That(build.EndsWithin(Limit), Is.True);
        if (milliseconds % 2 == 0)
            return; // bake lives on for a while, and writes.

        RunningBuild.KillBakes(Files);
    }
}
