using Esb.Testing;

namespace Esb.Docker.Tests.UpToDate;

/// <summary>The working copy is of another commit: every image says which one.</summary>
public sealed class ChangedCommits : UpToDateFixture
{
    [Test]
    public void RebuildAll()
    {
        Files.Commit();
        Assert.That(Built(), Is.EqualTo(All));
        Assert.That(Sha("alone"), Is.EqualTo(Files.Git("rev-parse", "HEAD")));
    }

    [Test]
    public void MayBeAmended()
    {
        Files.Git("commit", "--quiet", "--amend", "--allow-empty", "-m", "amended");
        Assert.That(Built(), Is.EqualTo(All));
        Assert.That(Sha("leaf"), Is.EqualTo(Files.Git("rev-parse", "HEAD")));
    }

    [Test]
    public void MayBeOfAnotherBranchAndBack()
    {
        var before = Text("leaf", "/leaf/file");
        Files.Git("checkout", "--quiet", "-b", "other");
        Files.Write("leaf/src/file", "of the other branch");
        Files.Commit();
        Assert.That(Built(), Is.EqualTo(All));
        Assert.That(Text("leaf", "/leaf/file"), Is.EqualTo("of the other branch"));
        Files.Git("checkout", "--quiet", "main");
        Assert.That(Built(), Is.EqualTo(All));
        Assert.That((Text("leaf", "/leaf/file"), Sha("leaf")), Is.EqualTo((before, Files.Git("rev-parse", "HEAD"))));
    }

    /// <summary>As when git has packed its repository in the background.</summary>
    [Test]
    public void AreNotThoseThatGitAbbreviatesOtherwise()
    {
        var before = Files.Git("describe", "--tags", "--always");
        Files.Git("config", "core.abbrev", "20");
        Assert.That(Files.Git("describe", "--tags", "--always"), Has.Length.GreaterThan(before.Length));
        Assert.That(Built(), Is.Empty);
    }

    [Test]
    public void MayBeOfASubmoduleThatMoved()
    {
        using var inner = new TemporaryRepository();
        inner.Write("file", "old").Commit().Write("file", "new").Commit();
        Files.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.Root, "alone/src/sub");
        Files.Git("-C", "alone/src/sub", "checkout", "--quiet", "HEAD~1");
        Assert.That(Built(), Is.EqualTo(["alone"]));
        Assert.That(Text("alone", "/alone/sub/file"), Is.EqualTo("old"));
        Files.Git("-C", "alone/src/sub", "checkout", "--quiet", "main");
        Assert.That(Built(), Is.EqualTo(["alone"]));
        Assert.That(Text("alone", "/alone/sub/file"), Is.EqualTo("new"));
    }

    [Test]
    public void OfTwoWorkTreesDoNotPassForEachOther()
    {
        Files.Git("worktree", "add", "--quiet", "-b", "second", "tree");
        Files.Write("tree/leaf/src/file", "of the second tree");
        var build = Files.Build("tree/images.proj", "-t:EsbImages", "-p:EsbTag=second");
        Assert.That(build.Succeeded, Is.True, build.ToString());
        Assert.That(DockerEngine.Read(Folder.Image("leaf", "second"), "/leaf/file"), Is.EqualTo("of the second tree"));
        Assert.That(Built(), Is.Empty);
        Assert.That(Text("leaf", "/leaf/file"), Is.Not.EqualTo("of the second tree"));
    }

    private string? Sha(string name) => Folder.Version(Folder.Image(name)).GetProperty("git_sha").GetString();
}
