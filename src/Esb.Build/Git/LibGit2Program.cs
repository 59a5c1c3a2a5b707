using Esb.Build.Diagnostics;
using Esb.Build.Files;
using LibGit2Sharp;

namespace Esb.Build.Git;

/// <summary>
/// The engine <c>libgit2</c>: LibGit2Sharp, corrected where it is not exact, and refused where it cannot be.
/// </summary>
internal static class LibGit2Program
{
    public const string Name = "libgit2";

    // A folder that is not there: an empty list of folders would mean libgit2's own, taken from this process's
    // environment.
    private const string Nowhere = "/nonexistent";

    // Search paths are libgit2's global state and decide whom it trusts.
    private static readonly Lock Gate = new();

    public static GitContext? Read(GitRequest request, ProblemList problems)
    {
        var start = RealPath.Of(request.Start);
        if (FindFolder(start, request, problems) is not { } folder)
            return null;

        var (git, common) = (RealPath.Of(folder.GitDirectory), RealPath.Of(folder.CommonDirectory));
        try
        {
            var config = GitConfig.Read(common, request.Environment);
            var real = folder with { GitDirectory = git, CommonDirectory = common };
            if (WorkTree(start, real, config, problems) is not { } root)
                return null;

            if (!string.IsNullOrEmpty(request.RepositoryRoot) && !string.Equals(start, root, StringComparison.Ordinal))
            {
                RootMismatch.Report(request.RepositoryRoot, root, problems);
                return null;
            }

            lock (Gate)
            {
                Trust(request.Environment);
                // git stops where another file system begins.
                if (Repository.Discover(start) is null)
                    throw new InexactException($"it finds no repository from '{start}' upwards");

                using var repository = new Repository(folder.Parent);
                return LibGit2History.Read(repository, new(root, git, common, "", "", "", "", Name), config, problems);
            }
        }
        catch (InexactException e)
        {
            problems.Add(Rules.LibGit2Inexact, null, folder.Parent, e.Message);
        }
        catch (LibGit2SharpException e)
        {
            problems.Add(Failure(folder.Parent, e));
        }

        return null;
    }

    private static GitFolder? FindFolder(string start, GitRequest request, ProblemList problems)
    {
        if (IsGitDirectory(start, out var gitDirectory))
        {
            var rule = GitFailure.IsInsideGitFolder(gitDirectory) ? Rules.InsideGitFolder : Rules.BareRepository;
            problems.Add(rule, null, start, "there is no work tree here");
            return null;
        }

        return GitFolder.Find(start, "no .git here or above", request.Environment, problems);
    }

    // A folder that is a git directory itself, or is in one, before any .git is met.
    private static bool IsGitDirectory(string start, out string found)
    {
        for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            found = folder;
            var entry = Path.Combine(folder, GitFolder.Name);
            if (File.Exists(entry) || (Directory.Exists(entry) && GitFolder.Damage(entry, null) is null))
                return false;
            if (File.Exists(Path.Combine(folder, "HEAD")) && GitFolder.Damage(folder, null) is null)
                return true;
        }

        found = "";
        return false;
    }

    // A linked worktree ignores both settings, which are meant for the main one.
    private static string? WorkTree(string start, GitFolder folder, GitConfig config, ProblemList problems)
    {
        if (!string.Equals(folder.GitDirectory, folder.CommonDirectory, StringComparison.Ordinal))
            return folder.Parent;

        if (config["core.bare"] is { } bare && GitConfigFiles.IsTrue(bare))
        {
            problems.Add(Rules.BareRepository, null, start, "core.bare is true");
            return null;
        }

        if (config["core.worktree"] is not { } other)
            return folder.Parent;

        var root = RealPath.Of(Path.GetFullPath(other, folder.GitDirectory));
        return GitCeilings.IsIn(start, root)
            ? root
            : throw new InexactException($"core.worktree is '{root}', and '{start}' is not in it");
    }

    private static void Trust(IReadOnlyDictionary<string, string> environment)
    {
        var hasGlobal = !environment.ContainsKey("GIT_CONFIG_GLOBAL");
        var isSystem = !GitConfigFiles.IsTrue(environment.GetValueOrDefault("GIT_CONFIG_NOSYSTEM", ""))
            && !environment.ContainsKey("GIT_CONFIG_SYSTEM");
        GlobalSettings.SetConfigSearchPaths(
            ConfigurationLevel.Global, hasGlobal ? environment.GetValueOrDefault("HOME", Nowhere) : Nowhere);
        GlobalSettings.SetConfigSearchPaths(
            ConfigurationLevel.Xdg, hasGlobal ? GitConfigFiles.XdgFolder(environment) ?? Nowhere : Nowhere);
        GlobalSettings.SetConfigSearchPaths(ConfigurationLevel.System, isSystem ? "/etc" : Nowhere);
    }

    private static Diagnostic Failure(string folder, LibGit2SharpException e)
    {
        // The folder was found to be a repository before. libgit2 1.5 says that it is none when it belongs to somebody
        // else.
        return e is RepositoryNotFoundException || e.Message.Contains("not owned by", StringComparison.Ordinal)
            ? Diagnostic.Of(Rules.DubiousOwnership, null, folder, GitFailure.TrustCommand(folder))
            : Diagnostic.Of(Rules.LibGit2Failed, null, folder, GitFailure.OneLine(e.Message));
    }
}
