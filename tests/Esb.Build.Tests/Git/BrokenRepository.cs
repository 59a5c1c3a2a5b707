using Esb.Build.Diagnostics;
using Esb.Build.Git;
using Esb.Testing;

namespace Esb.Build.Tests.Git;

[TestFixtureSource(typeof(GitReading), nameof(GitReading.Engines))]
public sealed class BrokenRepository(GitEngine engine)
{
    private TemporaryRepository _repository = null!;

    private Rule Failed => engine == GitEngine.Git ? Rules.GitFailed : Rules.LibGit2Failed;

    [SetUp]
    public void Make() => _repository = new();

    [TearDown]
    public void Delete() => _repository.Dispose();

    [TestCase("")]
    [TestCase("\n")]
    [TestCase("hello\n")]
    [TestCase("gitdir: \n")]
    [TestCase("gitdir:/x\n")]
    public void IsReportedAtAGitFileThatIsNone(string content)
    {
        var file = _repository.Write("inner/.git", content)["inner/.git"];

        _repository.FailsWith((engine, _repository["inner"]), Rules.GitFileInvalid, file, "gitdir: <path>");
        Assert.That(_repository.Read(engine, _repository["inner"]).Problems[0].Position!.File, Is.EqualTo(file));
    }

    [Test]
    public void IsReportedAtAGitFileThatLeadsNowhere()
    {
        _repository.Write("inner/.git", "gitdir: ../nowhere\n");

        _repository.FailsWith(
            (engine, _repository["inner"]), Rules.GitFolderGone, _repository["nowhere"], "git worktree repair");
    }

    [Test]
    public void IsReportedForAWorktreeWhoseRepositoryWasMoved()
    {
        _repository.Commit().Git("worktree", "add", "-q", _repository.Outside("w"));
        Directory.Move(_repository.Root, _repository.Outside("moved"));

        _repository.FailsWith((engine, _repository.Outside("w")), Rules.GitFolderGone, _repository[".git/worktrees/w"]);
    }

    [TestCase("HEAD")]
    [TestCase("objects")]
    [TestCase("refs")]
    public void NamesWhatIsMissing(string name)
    {
        Remove(_repository.Commit()[$".git/{name}"]);

        _repository.FailsWith((engine, _repository.Root), Rules.GitFolderIncomplete, _repository[$".git/{name}"]);
    }

    [TestCase(".git/worktrees/w/HEAD")]
    [TestCase(".git/objects")]
    public void NamesWhatAWorktreeMisses(string name)
    {
        _repository.Commit().Git("worktree", "add", "-q", _repository.Outside("w"));
        Remove(_repository[name]);

        _repository.FailsWith((engine, _repository.Outside("w")), Rules.GitFolderIncomplete, _repository[name]);
    }

    [Test]
    public void IsReportedWhenHeadIsGarbage()
    {
        _repository.Commit().Write(".git/HEAD", "garbage\n");

        _repository.FailsWith((engine, _repository.Root), Failed);
    }

    [Test]
    public void IsReportedWhenTheBranchIsGarbage()
    {
        _repository.Commit().Write(".git/refs/heads/main", "garbage\n");

        _repository.FailsWith((engine, _repository.Root), Failed);
    }

    [TestCase("7,5")]
    [TestCase("3")]
    [TestCase("41")]
    public void IsReportedWhenTheAbbreviationIsWrong(string length)
    {
        _repository.Commit().Write(".git/more", $"[core]\nabbrev = {length}\n").Configure("include.path", "more");

        _repository.FailsWith(
            (engine, _repository.Root), engine == GitEngine.Git ? Rules.GitFailed : Rules.LibGit2Inexact, "abbrev");
    }

    [Test]
    public void IsReportedForAnExtensionThatIsUnknown()
    {
        _repository.Commit().Configure("core.repositoryFormatVersion", "1")
            .Configure("extensions.relativeWorktrees", "true");

        _repository.FailsWith(
            (engine, _repository.Root), Failed, "relativeworktrees");
    }

    private static void Remove(string path)
    {
        if (File.Exists(path))
            File.Delete(path);
        else
            Directory.Delete(path, recursive: true);
    }
}
