using Esb.Testing;

namespace Esb.Docker.Tests.Images;

/// <summary>The image says the commit of the work tree that its project lies in.</summary>
public sealed class WorkTrees : DockerFixture
{
    [Test]
    public void SayTheirOwnCommitWhereTheyAreLinked()
    {
        var folder = NewImage(VersionOnly);
        folder.Files.Git("worktree", "add", "-b", "other", "linked tree");
        folder.Files.Git("-C", "linked tree", "commit", "--allow-empty", "-m", "other");

        Assert.That(
            ShaIn(folder, folder.Brand, "linked tree"),
            Is.EqualTo(folder.Files.Git("-C", "linked tree", "rev-parse", "HEAD")));
        Assert.That(ShaIn(folder, folder.Brand, "."), Is.EqualTo(folder.Files.Git("rev-parse", "HEAD")));
    }

    [Test]
    public void SayTheirOwnCommitWhereTheyAreSubmodules()
    {
        var inner = NewImage(VersionOnly);
        var outer = NewFolder();
        outer.Files.Git("-c", "protocol.file.allow=always", "submodule", "add", inner.Files.Root, "sub");
        outer.Files.Commit();

        Assert.That(ShaIn(outer, inner.Brand, "sub"), Is.EqualTo(inner.Files.Git("rev-parse", "HEAD")));
    }

    private static string? ShaIn(DockerFolder folder, string brand, string tree)
    {
        var build = folder.Files.Build(Path.Combine(tree, "images.proj"), "-t:EsbImages");
        Assert.That(build.Succeeded, Is.True, build.ToString());
        return folder.Version(brand + "-svc:latest").GetProperty("git_sha").GetString();
    }
}
