using Esb.Build.Diagnostics;
using Esb.Build.Git;
using Esb.Testing;

namespace Esb.Build.Tests.Git;

public sealed class GitEngineChoice
{
    [TestCase("", GitEngine.Auto)]
    [TestCase("auto", GitEngine.Auto)]
    [TestCase("Git", GitEngine.Git)]
    [TestCase(" libgit2 ", GitEngine.LibGit2)]
    public void IsReadAsUsersWriteIt(string text, GitEngine expected) =>
        Assert.That(GitEngineName.TryParse(text, null, new()), Is.EqualTo(expected));

    [Test]
    public void SaysWhatIsLegal()
    {
        var problems = new ProblemList();

        Assert.That(GitEngineName.TryParse("svn", new("a.csproj"), problems), Is.Null);
        Assert.That(problems.Found.Single().Rule, Is.EqualTo(Rules.UnknownGitEngine));
        Assert.That(problems.Found[0].Message, Does.Contain("'svn'").And.Contain(GitEngineName.Legal));
    }

    [Test]
    public void IsGitWhereItIsOnPath()
    {
        using var repository = new TemporaryRepository().Commit();

        Assert.That(repository.Read(GitEngine.Auto).Context!.EngineUsed, Is.EqualTo("git"));
    }

    [Test]
    public void IsLibGit2WhereGitIsNotOnPath()
    {
        using var repository = new TemporaryRepository().Commit();
        repository.Environment["PATH"] = repository.Home;

        Assert.That(repository.Read(GitEngine.Auto).Context!.EngineUsed, Is.EqualTo("libgit2"));
    }

    [Test]
    public void FailsWhereGitIsAskedForAndNotThere()
    {
        using var repository = new TemporaryRepository().Commit();
        repository.Environment["PATH"] = repository.Home;

        repository.FailsWith((GitEngine.Git, repository.Root), Rules.GitNotFound, "-p:EsbGitEngine=auto");
    }

    [TestCase(GitEngine.Auto, "ESB1004")]
    [TestCase(GitEngine.LibGit2, "ESB1005")]
    public void NamesTheWaysOutWhereNothingIsThere(GitEngine engine, string code)
    {
        var problems = new ProblemList();

        var missing = LibGit2Library.TryLoad(["libgit2-that-is-not-there.so"], out _);

        Assert.That(LibGit2Library.Require(engine, missing, problems), Is.False);
        Assert.That(problems.Found.Single().Rule.Code, Is.EqualTo(code));
        Assert.That(
            problems.Found[0].Message,
            Does.Contain("libgit2-that-is-not-there.so").And.Contain("apt-get install"));
    }

    [Test]
    public void ReadsInManyThreadsAtOnce()
    {
        using var repository = new TemporaryRepository().Commit().Tag("v1").Commit();
        var expected = repository.Expected(repository.Root) with { EngineUsed = "libgit2" };

        var all = Enumerable.Range(0, 16).AsParallel().Select(_ => repository.Read(GitEngine.LibGit2).Context).ToList();

        Assert.That(all, Is.All.EqualTo(expected));
    }
}
