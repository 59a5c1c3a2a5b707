using Esb.Build.Diagnostics;
using Esb.Build.Processes;

namespace Esb.Build.Git;

/// <summary>The engine <c>git</c>: three processes side by side, a few milliseconds each.</summary>
internal static class GitProgram
{
    public const string Name = "git";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // One process for six answers. --short implies --verify for all that follows and so must be last.
    // The prefix is the way from the top level to the folder; empty, it is the top level, whatever links led there.
    private static readonly string[] Place =
        [
        "rev-parse", "--show-toplevel", "--show-prefix", "--absolute-git-dir", "--git-common-dir",
        "HEAD", "--short=12", "HEAD",
    ];

    private static readonly string[] Describe = ["describe", "--tags", "--always"];
    private static readonly string[] Origin = ["config", "-z", "--get", "remote.origin.url"];

    public static GitContext? Read(
        GitRequest request, ICommandRunner runner, ProblemList problems, CancellationToken cancellation)
    {
        var question = new Command(Name, Place, request.Start, GitEnvironment.Of(request.Environment))
        {
            Timeout = Patience,
        };
        // Both are of use only in a repository that is in order, which nearly all are.
        var describing = RunBeside(question with { Arguments = Describe }, runner, cancellation);
        var configuration = RunBeside(question with { Arguments = Origin }, runner, cancellation);
        var place = runner.Run(question, onLine: null, cancellation);
        var described = describing.GetAwaiter().GetResult();
        var origin = configuration.GetAwaiter().GetResult();
        cancellation.ThrowIfCancellationRequested();

        if (!place.Succeeded)
        {
            GitFailure.Explain(question, place, problems);
            return null;
        }

        if (PlaceOf(request, question, place.Output, problems) is not { } context)
            return null;

        if (described.End != CommandEnd.Exited)
        {
            GitFailure.Explain(question with { Arguments = Describe }, described, problems);
            return null;
        }

        // 1 is git's way to say that there is no such key.
        if (!origin.Succeeded && origin is not { End: CommandEnd.Exited, ExitCode: 1 })
        {
            GitFailure.Explain(question with { Arguments = Origin }, origin, problems);
            return null;
        }

        // The runner ends every line; the address itself ends with a NUL, whatever it holds.
        var end = Math.Max(0, origin.Output.IndexOf('\0'));
        var version = described.Succeeded ? described.Output.TrimEnd('\n') : "";
        return context with
        {
            Version = version.Length > 0 ? version : $"0.0.0-dev.{context.ShortSha}",
            RepositoryUrl = RemoteUrl.Publishable(origin.Output[..end]),
        };
    }

    private static Task<CommandResult> RunBeside(
        Command question, ICommandRunner runner, CancellationToken cancellation) =>
        OwnThread.Run(() => runner.Run(question, onLine: null, cancellation));

    private static GitContext? PlaceOf(GitRequest request, Command command, string output, ProblemList problems)
    {
        // Another number of lines is a line end in a path.
        if (output.Split('\n') is not [var top, var prefix, var git, var common, var sha, var shortSha, ""])
        {
            problems.Add(Rules.GitFailed, null, command, command.Directory,
                $"it must print six lines and printed `{GitFailure.OneLine(output)}`; "
                + "a folder with a line end in its name cannot be built");
            return null;
        }

        // Relative to the folder where git ran, and there to its real path.
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(top, command.Directory));
        var commonDirectory = Path.GetFullPath(common, Path.Combine(root, prefix));
        var context = new GitContext(root, Path.GetFullPath(git, root), commonDirectory, sha, shortSha, "", "", Name);
        if (prefix.Length > 0 && !string.IsNullOrEmpty(request.RepositoryRoot))
        {
            RootMismatch.Report(request.RepositoryRoot, root, problems);
            return null;
        }

        if (GitFolder.Damage(context.GitDirectory, null) is not { } damage)
            return context;

        problems.Add(damage);
        return null;
    }
}
