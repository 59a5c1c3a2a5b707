using Esb.Testing;

namespace Esb.Docker.Tests.UpToDate;

/// <summary>The images that a build of several replaces, and what they are called meanwhile.</summary>
public sealed class ReplacedImages : UpToDateFixture
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Test]
    public void AreGoneAfterTheBuild()
    {
        string[] replaced = [.. BaseAndItsUsers.Select(Id)];
        Files.Write("base/file", "other");
        Assert.That(Built(), Is.EqualTo(BaseAndItsUsers));
        Patience.Until("their names are gone", () => Kept().Length == 0, Limit);
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
            Patience.Until("only one has a name", () => Kept().Length == 1, Limit);
            Assert.That(DockerEngine.Digest(Kept()[0]), Is.EqualTo(replaced));
        }
        finally
        {
            DockerEngine.Must("rm", "--force", container);
        }

        Files.Write("alone/src/file", "any build");
        Assert.That(Built(), Is.EqualTo(new[] { "alone" }));
        Patience.Until("no name is left", () => Kept().Length == 0, Limit);
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
            build.EndsWithin(Limit);
        }

        Assert.That(Kept(), Has.Length.EqualTo(BaseAndItsUsers.Length));
        var dockerfile = Files.Read("leaf/src/Dockerfile");
        Files.Write("leaf/src/Dockerfile", dockerfile[..dockerfile.IndexOf("RUN sleep", StringComparison.Ordinal)]);
        Assert.That(Built(), Does.Contain("leaf"));
        Patience.Until("no name is left", () => Kept().Length == 0, Limit);
    }

    private string[] Kept() =>
        [.. DockerEngine.Images().Where(n => n.StartsWith(Folder.Brand, StringComparison.Ordinal)
            && n.Contains(":replaced-", StringComparison.Ordinal))];
}
