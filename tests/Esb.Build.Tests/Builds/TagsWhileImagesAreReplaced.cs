using Esb.Build.Builds;
using Esb.Build.Tags;
using Esb.Build.Tests.Engines;
using Esb.Testing;

namespace Esb.Build.Tests.Builds;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TagsWhileImagesAreReplaced : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public void AreGivenToAllThatMayBeReplaced()
    {
        using var engine = new FakeEngine(_ => FakeEngine.Ok("", "201 Created"));
        using (var tags = Tags(engine.Address))
        {
            tags.Keep(["esb-a:latest", "[::1]:5000/b"]);
            Await(() => engine.Requests.Count == 2);
            var names = File.ReadAllLines(_folder["replaced"]);
            Assert.That(names, Is.All.Matches<string>(ReplacedTag.Is));
            Assert.That(names[0], Does.StartWith("esb-a:replaced-"));
            var tag = names[0][(names[0].LastIndexOf(':') + 1)..];
            Assert.That(engine.Requests, Is.All.StartsWith("POST "));
            Assert.That(engine.Asked, Is.EqualTo(new[]
            {
                $"/images/%5B::1%5D:5000/b/tag?repo=%5B%3A%3A1%5D%3A5000%2Fb&tag={tag}",
                $"/images/esb-a:latest/tag?repo=esb-a&tag={tag}",
            }));
        }

        // The build was killed; the next one, whatever it builds, takes them away.
        var given = File.ReadAllLines(_folder["replaced"])
            .Select(static r => r.Replace("[::1]", "%5B::1%5D", StringComparison.Ordinal));
        using (var tags = Tags(engine.Address))
            tags.Remove([], [], CancellationToken.None).GetAwaiter().GetResult();
        Assert.That(engine.Asked.Where(static path => !path.Contains('?', StringComparison.Ordinal)),
            Is.EquivalentTo(given.Select(static r => "/images/" + r)));
    }

    [Test]
    public void AreTakenAwayByTheBuildThatGaveThem()
    {
        using var engine = new FakeEngine(_ => FakeEngine.Ok("", "404 Not Found"));
        using var tags = Tags(engine.Address);
        tags.Keep(["esb-a:latest", "esb-b:latest"]);
        Await(() => engine.Requests.Count == 2);
        tags.Remove([], [], CancellationToken.None).GetAwaiter().GetResult();
        var removals = engine.Requests.Where(static r => r.StartsWith("DELETE ", StringComparison.Ordinal));
        Assert.That(removals.Count(), Is.EqualTo(2));
        Assert.That(File.ReadAllText(_folder["replaced"]), Is.Empty);
    }

    [Test]
    public void AreNotGivenToAnImageThatIsReplacedAlone()
    {
        using var engine = new FakeEngine(_ => "");
        using (var tags = Tags(engine.Address))
            tags.Keep(["esb-a:latest"]);
        Assert.That(engine.Requests, Is.Empty);
        Assert.That(File.Exists(_folder["replaced"]), Is.False);
    }

    [Test]
    public void AreNotGivenForLongerThanTheBuildLasts()
    {
        using var isOver = new ManualResetEventSlim();
        using var engine = new FakeEngine(_ =>
        {
            isOver.Wait();
            return "";
        });
        using (var tags = Tags(engine.Address))
            tags.Keep(["esb-a:latest", "esb-b:latest"]);
        isOver.Set();
    }

    [Test]
    public void AreGivenByDockerWhereTheApiIsOutOfReach()
    {
        var docker = Docker.Working().On("image tag", new FakeAnswer());
        var settings = Docker.Settings(("DOCKER_HOST", "ssh://host"));
        using (var tags = new ReplacedTags(_folder["replaced"], settings, docker))
        {
            tags.Keep(["esb-a:latest", "esb-b:latest"]);
            Await(() => docker.Commands.Count == 2);
        }

        Assert.That(docker.Commands.Select(static c => string.Join(' ', c.Arguments)), Is.EqualTo(
            File.ReadAllLines(_folder["replaced"]).Select(static r => $"image tag {r.Split(':')[0]}:latest {r}")));
    }

    private ReplacedTags Tags(string address) => new(
        _folder["replaced"], Docker.Settings(("DOCKER_HOST", address), ("DOCKER_CONFIG", _folder["config"])),
        Docker.Working());

    private static void Await(Func<bool> isThere) =>
        Patience.Until("docker was asked", isThere, TimeSpan.FromSeconds(30));
}
