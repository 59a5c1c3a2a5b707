using Esb.Build.Engines;
using Esb.Testing;

namespace Esb.Build.Tests.Engines;

public sealed class EngineTagsTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>An engine at its limit begins late, and drops what nobody waits for.</summary>
    [Test]
    public void KeepTheConnectionOfARequestUntilABusyEngineAnswers()
    {
        string[] names = ["a:1", "b:1"];
        using var folder = new TemporaryFolder();
        using var begin = new ManualResetEventSlim();
        using var engine = new FakeEngine(_ =>
        {
            begin.Wait(Limit);
            return FakeEngine.Ok("[]");
        });
        var docker = Docker.Settings(("DOCKER_HOST", engine.Address), ("DOCKER_CONFIG", folder["config"]));

        var left = EngineTags.Remove(docker, names, Docker.Working(), CancellationToken.None);
        Assert.That(left, Is.EqualTo(names), "what is not known to be gone");
        begin.Set();
        Patience.Until("somebody takes both answers", () => engine.Answered == names.Length, Limit);
        Patience.Until("nobody holds a connection any longer", () => engine.Ended == names.Length, Limit);
        Assert.That(engine.Requests, Is.All.StartsWith("DELETE /images/"));
    }
}
