using Esb.Build.Builds;
using Esb.Build.Diagnostics;
using Esb.Build.Files;
using Esb.Testing;

namespace Esb.Build.Tests.Builds;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FolderForGeneratedFiles : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public void IsNoBusinessOfGit()
    {
        Assert.That(Prepare("a.esbproj"), Is.Empty);
        Assert.That(_folder.Read("out/.gitignore"), Is.EqualTo("*\n"));
    }

    [Test]
    public void IsAnErrorWhereSomebodyElsesFilesAreInIt()
    {
        _folder.Write("out/app/server", "x");
        var problem = Prepare("a.esbproj").Single();
        Assert.That(problem.Rule, Is.EqualTo(Rules.ForeignOutput));
        Assert.That(problem.Message, Does.Contain("'app'"));
    }

    [Test]
    public void IsAnErrorWhereAnotherProjectHasIt()
    {
        _folder.Write("a.esbproj", "");
        Prepare("a.esbproj");
        var problem = Prepare("b.esbproj").Single();
        Assert.That(problem.Rule, Is.EqualTo(Rules.SharedOutput));
        Assert.That(problem.Message, Does.Contain("'a.esbproj'"));
    }

    [Test]
    public void MayBeOfAProjectThatWasRenamed()
    {
        Prepare("old.esbproj");
        Assert.That(Prepare("new.esbproj"), Is.Empty);
    }

    [Test]
    public void IsGoneWhenItIsCleaned()
    {
        Prepare("a.esbproj");
        foreach (var name in (string[])["docker-bake.json", "inputs/1", "functions/f/Dockerfile", ".bake-call-x.json"])
            _folder.Write("out/" + name, "");
        Clean();
        Assert.That(Directory.Exists(_folder["out"]), Is.False);
    }

    [Test]
    public void KeepsWhatIsNotOurs()
    {
        Prepare("a.esbproj");
        _folder.Write("out/notes.txt", "mine");
        _folder.Write("elsewhere/file", "mine");
        Directory.CreateDirectory(_folder["out/contexts"]);
        Directory.CreateSymbolicLink(_folder["out/contexts/link"], _folder["elsewhere"]);
        Clean();
        Assert.That(Directory.GetFileSystemEntries(_folder["out"]).Select(Path.GetFileName), Is.EqualTo(["notes.txt"]));
        Assert.That(_folder.Read("elsewhere/file"), Is.EqualTo("mine"));
    }

    [Test]
    public void IsNotTouchedWhereNobodyHasBuilt()
    {
        _folder.Write("out/functions/mine", "x");
        Clean();
        Assert.That(_folder.Read("out/functions/mine"), Is.EqualTo("x"));
    }

    private ProjectPaths Paths(string project) =>
        ProjectPaths.Of(_folder[project], _folder.Root, ".esb", new("out"));

    private IReadOnlyList<Diagnostic> Prepare(string project)
    {
        var problems = new ProblemList();
        Assert.That(OutputFolder.Prepare(Paths(project), problems), Is.EqualTo(problems.Found.Count == 0));
        return problems.Found;
    }

    private void Clean() =>
        ImageBuild.Clean(Paths("a.esbproj"), TimeSpan.FromSeconds(5), new(), CancellationToken.None);
}
