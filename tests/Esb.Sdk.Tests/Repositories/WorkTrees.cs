using System.Text.Json;
using Esb.Testing;

namespace Esb.Sdk.Tests.Repositories;

/// <summary>A project says the commit of the work tree that it lies in, whatever that is part of.</summary>
public sealed class WorkTrees : SdkFixture
{
    [Test]
    public void SayTheirOwnCommitWhereTheyAreLinked()
    {
        var folder = NewImageFolder();
        var main = folder.Git("rev-parse", "HEAD");
        folder.Git("worktree", "add", "-b", "other", "linked");
        folder.Git("-C", "linked", "commit", "--allow-empty", "-m", "other");

        Assert.That(
            ShaOf(folder, "linked"),
            Is.EqualTo(folder.Git("-C", "linked", "rev-parse", "HEAD")).And.Not.EqualTo(main));
        Assert.That(ShaOf(folder, "."), Is.EqualTo(main));
    }

    [Test]
    public void SayTheirOwnCommitWhereTheyAreSubmodules()
    {
        var inner = NewImageFolder();
        var outer = NewFolder();
        outer.Git("-c", "protocol.file.allow=always", "submodule", "add", inner.Root, "sub");
        outer.Commit();

        Assert.That(
            ShaOf(outer, "sub"),
            Is.EqualTo(inner.Git("rev-parse", "HEAD")).And.Not.EqualTo(outer.Git("rev-parse", "HEAD")));
    }

    private static string ShaOf(SdkFolder folder, string tree)
    {
        folder.Must("dotnet", "msbuild", Path.Combine(tree, "images.proj"), "-t:EsbGenerateBakeFile");
        using var version = JsonDocument.Parse(folder.Read(Path.Combine(tree, ".esb/meta/version.json")));
        return version.RootElement.GetProperty("git_sha").GetString()!;
    }
}
