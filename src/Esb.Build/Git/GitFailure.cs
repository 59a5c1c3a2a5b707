using Esb.Build.Diagnostics;
using Esb.Build.Processes;

namespace Esb.Build.Git;

/// <summary>
/// Turns a failed git into the sentence that helps. The disk is asked first: it says the same whatever git's version
/// and language.
/// </summary>
internal static class GitFailure
{
    private const string SafeDirectory = "git config --global --add safe.directory ";

    public static void Explain(Command command, CommandResult result, ProblemList problems)
    {
        switch (result.End)
        {
            case CommandEnd.NotFound:
                problems.Add(Rules.GitNotFound, null);
                break;
            case CommandEnd.TimedOut:
                problems.Add(Rules.GitTimedOut, null, command, command.Directory, command.Timeout?.TotalSeconds);
                break;
            case CommandEnd.Exited:
                ExplainExit(command, result, problems);
                break;
        }
    }

    /// <summary>What a program printed, as one line without the full stop that the sentence around it brings.</summary>
    public static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');

    /// <summary>The command that trusts <paramref name="folder"/>, quoted for a shell.</summary>
    public static string TrustCommand(string folder) =>
        new Command(
            "git",
            ["config", "--global", "--add", "safe.directory", folder],
            folder,
            new Dictionary<string, string>(StringComparer.Ordinal)).ToString();

    /// <summary>Whether a part of the path is <c>.git</c>.</summary>
    public static bool IsInsideGitFolder(string folder) =>
        folder.Split(Path.DirectorySeparatorChar).Contains(GitFolder.Name, StringComparer.Ordinal);

    private static void ExplainExit(Command command, CommandResult result, ProblemList problems)
    {
        var start = command.Directory;
        var reason = OneLine(result.Error);
        if (TrustLine(result.Error) is { } trust)
        {
            problems.Add(Rules.DubiousOwnership, null, start, trust);
            return;
        }

        if (reason.Contains("must be run in a work tree", StringComparison.Ordinal))
        {
            problems.Add(IsInsideGitFolder(start) ? Rules.InsideGitFolder : Rules.BareRepository, null, start, reason);
            return;
        }

        if (GitFolder.Find(start, reason, command.Environment, problems) is not { } folder)
            return;

        problems.Add(IsUnborn(folder)
            ? Unborn(folder, reason)
            : Diagnostic.Of(Rules.GitFailed, null, command, start, reason));
    }

    // git quotes the path for a shell itself.
    private static string? TrustLine(string error)
    {
        foreach (var line in error.AsSpan().EnumerateLines())
        {
            var at = line.IndexOf(SafeDirectory, StringComparison.Ordinal);
            if (at >= 0)
                return line[at..].Trim().ToString();
        }

        return null;
    }

    private static Diagnostic Unborn(GitFolder folder, string reason)
    {
        var end = reason.IndexOf(" Use '--'", StringComparison.Ordinal);
        return Diagnostic.Of(Rules.NoCommit, null, folder.Parent, end < 0 ? reason : reason[..end].TrimEnd('.'));
    }

    // HEAD names a branch that is nowhere; with a branch that is damaged git fails in the same words.
    private static bool IsUnborn(GitFolder folder)
    {
        const string Symbolic = "ref: ";
        var head = File.ReadAllText(Path.Combine(folder.GitDirectory, "HEAD")).TrimEnd();
        if (!head.StartsWith(Symbolic, StringComparison.Ordinal))
            return false;

        var branch = head[Symbolic.Length..];
        var packed = Path.Combine(folder.CommonDirectory, "packed-refs");
        return !File.Exists(Path.Combine(folder.CommonDirectory, branch))
            && !(File.Exists(packed)
                && File.ReadLines(packed).Any(line => line.EndsWith(" " + branch, StringComparison.Ordinal)));
    }
}
