using Esb.Build.Diagnostics;
using Esb.Build.Git;
using Esb.Testing;

namespace Esb.Build.Tests.Git;

[TestFixtureSource(typeof(GitReading), nameof(GitReading.Engines))]
public sealed class RootThatIsGiven(GitEngine engine)
{
    private TemporaryRepository _repository = null!;

    [SetUp]
    public void Make() => _repository = new TemporaryRepository().Write("a/x", "").Commit();

    [TearDown]
    public void Delete() => _repository.Dispose();

    [Test]
    public void IsAcceptedAtTheTopLevel() =>
        Assert.That(
            _repository.Read(engine, _repository["a"], _repository.Root + "/").Context!.Root,
            Is.EqualTo(_repository.Root));

    [Test]
    public void IsAcceptedBehindALink()
    {
        Directory.CreateSymbolicLink(_repository.Outside("link"), _repository.Root);

        var context = _repository.Read(engine, _repository["a"], _repository.Outside("link")).Context;

        var expected = _repository.Expected(_repository.Root) with { EngineUsed = context!.EngineUsed };
        Assert.That(context, Is.EqualTo(expected));
    }

    [Test]
    public void IsRefusedBelowTheTopLevelWithBothPaths()
    {
        var problem = _repository.Read(engine, _repository.Root, _repository["a"]).Problems.Single();

        Assert.That(problem.Rule, Is.EqualTo(Rules.RepositoryRootMismatch));
        Assert.That(problem.Message, Does.Contain($"'{_repository["a"]}'").And.Contain($"'{_repository.Root}'"));
    }

    [Test]
    public void IsCalledDamagedRatherThanPartOfTheRepositoryAround()
    {
        Directory.CreateDirectory(_repository["a/.git/objects"]);

        var problem = _repository.Read(engine, _repository.Root, _repository["a"]).Problems.Single();

        Assert.That(problem.Rule, Is.EqualTo(Rules.GitFolderIncomplete));
        Assert.That(problem.Message, Does.Contain(_repository["a/.git/HEAD"]));
    }
}
