using Esb.Build.Diagnostics;
using Esb.Build.Versions;
using Esb.Testing;

namespace Esb.Build.Tests.Versions;

public sealed class StateFolderOfARepository
{
    [Test]
    public void IsNoBusinessOfGit()
    {
        using var repository = new TemporaryRepository().Commit();

        var folder = StateFolder.Prepare(repository.Root, "acme", new());

        Assert.That(folder, Is.EqualTo(repository[".acme"]));
        Assert.That(File.ReadAllText(repository[".acme/.gitignore"]), Is.EqualTo("*\n"));
        Assert.That(repository.Git("status", "--porcelain"), Is.Empty);
    }

    [Test]
    public void KeepsWhatAUserIgnores()
    {
        using var folder = new TemporaryFolder();
        folder.Write(".esb/.gitignore", "cache\n");

        StateFolder.Prepare(folder.Root, "esb", new());

        Assert.That(folder.Read(".esb/.gitignore"), Is.EqualTo("cache\n"));
    }

    [Test]
    public void IsReportedWhenItCannotBeMade()
    {
        using var folder = new TemporaryFolder();
        var problems = new ProblemList();
        folder.Write(".esb", "a file");

        Assert.That(StateFolder.Prepare(folder.Root, "esb", problems), Is.Null);
        Assert.That(problems.Found.Single().Rule, Is.EqualTo(Rules.CannotWrite));
    }
}
