using System.Globalization;
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

    /// <summary>As after a build with docker alone.</summary>
    [Test]
    public void MayHaveAContainerThatGoesOn()
    {
        var container = DockerEngine.Must(
            "run", "--detach", "--network", "none", "--pull", "never", Folder.Image("leaf"), "sleep", "10000");
        try
        {
            var before = Files.Read("base/file");
            Files.Write("base/file", "another");
            Assert.That(Built(), Is.EqualTo(BaseAndItsUsers));
            AwaitKept(0);
            DockerEngine.Must("restart", "--time", "0", container);
            DockerEngine.Must("exec", container, "sh", "-c", $"test \"$(cat /base/file)\" = '{before}'");
        }
        finally
        {
            DockerEngine.Must("rm", "--force", container);
        }
    }

    [Test]
    public void AreGoneAfterTheNextBuildWhereOneWasKilled()
    {
        var size = BaseAndItsUsers.Sum(n => Size(Folder.Image(n)));
        var dockerfile = Files.Read("leaf/src/Dockerfile");
        Files.Write("base/file", "killed");
        Files.Write("leaf/src/Dockerfile", dockerfile + "RUN sleep 987654\n");
        using (var build = new RunningBuild(Folder, "-t:EsbImages", "-nodeReuse:false"))
        {
            Patience.Until("the images are named", () => Kept().Length == 1, Limit);
            build.Send("KILL");
            Assert.That(build.EndsWithin(Limit), Is.True);
            RunningBuild.KillBakes(Files);
        }

        Files.Write("leaf/src/Dockerfile", dockerfile);
        Assert.That(Size(Kept().Single()), Is.EqualTo(size).Within(1).Percent, "one name keeps all of them");
        Assert.That(Built(), Does.Contain("leaf"));
        AwaitKept(0);
    }

    // Megabytes, as the list shows them: it counts all images of an index.
    private static double Size(string reference)
    {
        var text = DockerEngine.Must("image", "ls", "--format", "{{.Size}}", reference);
        return double.Parse(text.Replace("MB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
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
