using Esb.Build.Git;
using Esb.Testing;

namespace Esb.Build.Tests.Git;

public sealed class EveryWorkingCopy
{
    public static IReadOnlyList<GitSituation> Situations => GitSituations.All;

    [TestCaseSource(nameof(Situations))]
    public void IsWhatGitSays(GitSituation situation)
    {
        using var repository = new TemporaryRepository(situation.Folder, situation.Init);
        var folder = situation.Arrange(repository);

        Assert.That(repository.Read(GitEngine.Git, folder).Context, Is.EqualTo(repository.Expected(folder)));
    }

    [TestCaseSource(nameof(Situations))]
    public void IsTheSameForLibGit2OrAnError(GitSituation situation)
    {
        using var repository = new TemporaryRepository(situation.Folder, situation.Init);
        var folder = situation.Arrange(repository);

        var (context, problems) = repository.Read(GitEngine.LibGit2, folder);

        if (context is not null)
            Assert.That(context with { EngineUsed = "git" }, Is.EqualTo(repository.Expected(folder)));
        Assert.That(context is not null || !situation.IsForLibGit2, string.Join('\n', problems));
    }
}
