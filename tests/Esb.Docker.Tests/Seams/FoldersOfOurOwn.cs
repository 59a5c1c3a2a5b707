using Esb.Testing;

namespace Esb.Docker.Tests.Seams;

/// <summary>The repository itself as context, with no ignore file or one that asks for everything.</summary>
public sealed class FoldersOfOurOwn : DockerFixture
{
    private const string CopyAll =
        "FROM esb-test/busybox:1\nCOPY . /src\nRUN cat /proc/sys/kernel/random/uuid > /uuid\n";

    [TestCase(null)]
    [TestCase("*.log\n!obj\n!.*\n")]
    public void AreInNoImage(string? ignore)
    {
        var folder = NewRepository(ignore);
        folder.MustBuild("-t:EsbImages");
        var files = folder.Files.Must("docker", "run", "--rm", "--network=none", folder.Image(), "find", "/src");
        Assert.That(files, Does.Contain("/src/file").And.Contain("/src/Dockerfile"));
        Assert.That(files, Does.Not.Contain($".{folder.Brand}/").And.Not.Contain("images.proj/"));
    }

    /// <summary>Beside the label only our own files have changed, which are not sent.</summary>
    [Test]
    public void MakeNoStepRunAgain()
    {
        var folder = NewRepository(null);
        folder.MustBuild("-t:EsbImages", "-p:Label=a");
        var before = DockerEngine.Read(folder.Image(), "/uuid");
        folder.MustBuild("-t:EsbImages", "-p:Label=b");
        Assert.That(folder.Stale["svc"], Is.EqualTo(new[] { "label l changed" }));
        Assert.That(DockerEngine.Read(folder.Image(), "/uuid"), Is.EqualTo(before));
    }

    [Test]
    public void AreNotCountedEither()
    {
        var folder = NewRepository(null);
        folder.MustBuild("-t:EsbImages");
        folder.MustBuild("-t:EsbPlan");
        Assert.That(folder.Stale, Is.Empty);
    }

    [Test]
    public void LeaveErrorsAtTheUsersLine()
    {
        var folder = NewRepository(null);
        folder.Files.Write("Dockerfile", CopyAll + "RUN false\n" + CopyVersion);
        folder.Files.Commit();
        var build = folder.Build("-t:EsbImages");
        Assert.That(build.Errors.Single().File, Is.EqualTo(folder.Files["Dockerfile"]));
        Assert.That(build.Errors.Single().Line, Is.EqualTo(4));
    }

    private DockerFolder NewRepository(string? ignore)
    {
        var folder = NewFolder();
        folder.Files.Write("Dockerfile", CopyAll + CopyVersion);
        folder.Files.Write("file", folder.Brand);
        if (ignore is not null)
            folder.Files.Write(".dockerignore", ignore);
        folder.Files.WriteProject("""<ItemGroup><EsbImage Include="svc" Labels="l=$(Label)" /></ItemGroup>""");
        folder.Files.Commit();
        return folder;
    }
}
