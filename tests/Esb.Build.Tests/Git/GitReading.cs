using Esb.Build.Diagnostics;
using Esb.Build.Git;
using Esb.Build.Processes;
using Esb.Testing;

namespace Esb.Build.Tests.Git;

/// <summary>Reading a repository, as tests say it.</summary>
internal static class GitReading
{
    public static readonly GitEngine[] Engines = [GitEngine.Git, GitEngine.LibGit2];

    public static (GitContext? Context, IReadOnlyList<Diagnostic> Problems) Read(
        this TemporaryRepository repository, GitEngine engine, string? folder = null, string? root = null)
    {
        var problems = new ProblemList();
        var request = new GitRequest(folder ?? repository.Root, root, engine, repository.Environment);
        var context = GitContextReader.Read(request, SystemCommandRunner.Instance, problems, CancellationToken.None);
        Assert.That(context is null, Is.EqualTo(problems.HasErrors), string.Join('\n', problems.Found));
        return (context, problems.Found);
    }

    /// <summary>Claims that there is one problem, of this rule, whose sentence has all the words.</summary>
    public static void FailsWith(
        this TemporaryRepository repository,
        (GitEngine Engine, string Folder) where,
        Rule rule,
        params IReadOnlyList<string> words)
    {
        var problems = repository.Read(where.Engine, where.Folder).Problems;
        Assert.That(problems.Select(static p => p.Rule), Is.EqualTo([rule]), string.Join('\n', problems));
        foreach (var word in words)
            Assert.That(problems[0].Message, Does.Contain(word));
    }

    /// <summary>What git itself says, each thing asked for alone.</summary>
    public static GitContext Expected(this TemporaryRepository repository, string folder)
    {
        var environment = repository.Environment
            .Where(static e => e.Key is not ("GIT_DIR" or "GIT_WORK_TREE" or "GIT_INDEX_FILE"))
            .ToDictionary(StringComparer.Ordinal);
        string? Ask(params IReadOnlyList<string> question)
        {
            var result = ProgramRun.Run(folder, environment, "git", question);
            return result.Succeeded ? result.Output[..^1] : null;
        }

        var shortSha = Ask("rev-parse", "--short=12", "HEAD")!;
        return new(
            Ask("rev-parse", "--show-toplevel")!,
            Ask("rev-parse", "--absolute-git-dir")!,
            Ask("rev-parse", "--path-format=absolute", "--git-common-dir")!,
            Ask("rev-parse", "HEAD")!,
            shortSha,
            Ask("describe", "--tags", "--always") ?? $"0.0.0-dev.{shortSha}",
            Ask("config", "--get", "remote.origin.url") ?? "",
            "git");
    }
}
