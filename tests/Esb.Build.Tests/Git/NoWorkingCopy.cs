using Esb.Build.Diagnostics;
using Esb.Build.Git;
using Esb.Testing;

namespace Esb.Build.Tests.Git;

[TestFixtureSource(typeof(GitReading), nameof(GitReading.Engines))]
public sealed class NoWorkingCopy(GitEngine engine)
{
    private TemporaryRepository _repository = null!;

    [SetUp]
    public void Make() => _repository = new();

    [TearDown]
    public void Delete() => _repository.Dispose();

    [Test]
    public void IsReportedWhereThereIsNoRepository() =>
        _repository.FailsWith(
            (engine, _repository.Outside("home")), Rules.NoRepository, _repository.Outside("home"), "git init");

    [Test]
    public void IsReportedBeyondACeiling()
    {
        _repository.Write("a/x", "").Commit();
        _repository.Environment["GIT_CEILING_DIRECTORIES"] = _repository.Root;

        _repository.FailsWith((engine, _repository["a"]), Rules.NoRepository);
    }

    [Test]
    public void IsReportedBeforeTheFirstCommit() =>
        _repository.FailsWith((engine, _repository.Root), Rules.NoCommit, _repository.Root, "git commit");

    [Test]
    public void IsReportedOnANewBranchOfAPackedRepository()
    {
        _repository.Commit().Git("pack-refs", "--all");
        _repository.Git("checkout", "-q", "--orphan", "new");

        _repository.FailsWith((engine, _repository.Root), Rules.NoCommit);
    }

    [Test]
    public void IsReportedInABareRepository()
    {
        _repository.Commit().Git("clone", "-q", "--bare", _repository.Root, _repository.Outside("bare.git"));

        _repository.FailsWith((engine, _repository.Outside("bare.git")), Rules.BareRepository, "git clone");
    }

    [Test]
    public void IsReportedWhereTheRepositoryIsSetToBare()
    {
        _repository.Commit().Configure("core.bare", "true");

        _repository.FailsWith((engine, _repository.Root), Rules.BareRepository);
    }

    [TestCase(".git")]
    [TestCase(".git/hooks")]
    public void IsReportedInsideTheGitFolder(string folder)
    {
        Directory.CreateDirectory(_repository.Commit()[folder]);

        _repository.FailsWith((engine, _repository[folder]), Rules.InsideGitFolder, _repository[folder]);
    }

    [Test]
    public void IsReportedWithTheCommandThatTrustsAForeignOne()
    {
        GiveAway(_repository.Commit());

        _repository.FailsWith(
            (engine, _repository.Root),
            Rules.DubiousOwnership,
            $"git config --global --add safe.directory {_repository.Root}");
    }

    [Test]
    public void IsNoneOfTheseWhenAForeignOneIsTrusted()
    {
        GiveAway(_repository.Commit());
        File.WriteAllText(Path.Combine(_repository.Home, ".gitconfig"), $"[safe]\n\tdirectory = {_repository.Root}\n");

        Assert.That(_repository.Read(engine).Context!.Sha, Has.Length.EqualTo(40));
    }

    [Test]
    public void IsReportedForAFolderThatDoesNotExist() =>
        _repository.FailsWith((engine, _repository["none"]), Rules.RepositoryRootMissing, _repository["none"]);

    // Only root may give a file away; the tests run as root in the container of the test command.
    private static void GiveAway(TemporaryRepository repository)
    {
        var result = ProgramRun.Run(repository.Root, "chown", "-R", "4321", repository.Root);
        Assert.That(result.Succeeded, result.Error);
    }
}
