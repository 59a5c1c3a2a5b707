using Esb.Testing;

namespace Esb.Docker.Tests.UpToDate;

/// <summary>The images that a build of several replaces, and what they are called meanwhile.</summary>
public sealed class ReplacedImages : UpToDateFixture
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private int _builds;

    [Test]
    public void AreGoneAfterTheBuild()
    {
        string[] replaced = [.. BaseAndItsUsers.Select(Id)];
        Files.Write("base/file", "other");
        Assert.That(Built(), Is.EqualTo(BaseAndItsUsers));
        AwaitKept(0);
        Assert.That(replaced.Where(DockerEngine.HasImage), Is.Empty);
    }

    [Test]
    public void AreKeptAsLongAsAContainerUsesThem()
    {
        var replaced = Id("leaf");
        var container = DockerEngine.Must("create", "--pull", "never", Folder.Image("leaf"), "/never-run");
        try
        {
            Files.Write("base/file", "in a container");
            Assert.That(Built(), Is.EqualTo(BaseAndItsUsers));
            AwaitKept(1);
            Assert.That(DockerEngine.Digest(Kept()[0]), Is.EqualTo(replaced));
        }
        finally
        {
            DockerEngine.Must("rm", "--force", container);
        }

        AwaitKept(0);
    }

    [Test]
    public void AreGoneAfterTheNextBuildWhereOneWasKilled()
    {
        Files.Write("base/file", "killed");
        Files.Write("leaf/src/Dockerfile", Files.Read("leaf/src/Dockerfile") + "RUN sleep 987654\n");
        using (var build = new RunningBuild(Folder, "-t:EsbImages", "-nodeReuse:false"))
        {
            Patience.Until("the images are named", () => Kept().Length == BaseAndItsUsers.Length, Limit);
            build.Send("KILL");
            Assert.That(build.EndsWithin(Limit), Is.True);
            RunningBuild.KillBakes(Files);
        }

        Assert.That(Kept(), Has.Length.EqualTo(BaseAndItsUsers.Length));
        var dockerfile = Files.Read("leaf/src/Dockerfile");
        Files.Write("leaf/src/Dockerfile", dockerfile[..dockerfile.IndexOf("RUN sleep", StringComparison.Ordinal)]);
        Assert.That(Built(), Does.Contain("leaf"));
        AwaitKept(0);
    }

    // An engine that is busy is not waited for; the next build asks it again.
    private void AwaitKept(int count) => Patience.Until($"{count} have a name", () =>
    {
        if (Kept().Length == count)
            return true;

        Files.Write("alone/src/file", $"build {++_builds}");
        Assert.That(Built(), Is.EqualTo(new[] { "alone" }));
        return Kept().Length == count;
    }, Limit);

    private string[] Kept() =>
        [.. DockerEngine.Images(Folder.Brand).Where(static n => n.Contains(":replaced-", StringComparison.Ordinal))];
}
