namespace Esb.Build.Diagnostics;

public static partial class Rules
{
    /// <summary>0: folder, 1: the engine's reason.</summary>
    public static Rule NoRepository { get; } = Error("ESB1001",
        "'{0}' is not in a git repository ({1}). Build in a clone (a downloaded archive has no history), or make one: `git init`, then `git commit`.");

    /// <summary>0: repository, 1: the engine's reason.</summary>
    public static Rule NoCommit { get; } = Error("ESB1002",
        "The git repository '{0}' has no commit yet ({1}). Make the first one: `git add -A`, then `git commit -m \"First commit\"`.");

    public static Rule GitNotFound { get; } = Error("ESB1003",
        "The program git is not on PATH, and EsbGitEngine is 'git'. Install git, or build with -p:EsbGitEngine=auto.");

    /// <summary>0: why libgit2 cannot be loaded.</summary>
    public static Rule NoGitEngine { get; } = Error("ESB1004",
        "The program git is not on PATH, and libgit2 cannot be used instead: {0}. Install git (`apt-get install git`) or libgit2 (`apt-get install libgit2-1.5`).");

    /// <summary>0: why libgit2 cannot be loaded.</summary>
    public static Rule LibGit2NotFound { get; } = Error("ESB1005",
        "EsbGitEngine is 'libgit2', but libgit2 cannot be used: {0}. Install it (`apt-get install libgit2-1.5`), or build with -p:EsbGitEngine=auto and git on PATH.");

    /// <summary>0: repository, 1: the command to type.</summary>
    public static Rule DubiousOwnership { get; } = Error("ESB1006",
        "git refuses '{0}': it belongs to another user (dubious ownership). If you trust it, type `{1}`; in a container, better run as the owner of the folder.");

    /// <summary>0: folder, 1: the engine's reason.</summary>
    public static Rule BareRepository { get; } = Error("ESB1007",
        "'{0}' is in a bare git repository, which has no work tree ({1}). Build in a clone of it: `git clone <repository> <folder>`.");

    /// <summary>0: folder, 1: the engine's reason.</summary>
    public static Rule InsideGitFolder { get; } = Error("ESB1008",
        "'{0}' is inside the .git folder of a repository, not in its work tree ({1}). Move the project into the work tree.");

    /// <summary>0: path of the .git file.</summary>
    public static Rule GitFileInvalid { get; } = Error("ESB1009",
        "The file '{0}' must be one line `gitdir: <path>` and is not. Make the worktree anew (`git worktree add`) or the submodule (`git submodule update --init`).");

    /// <summary>0: path of the .git file, 1: the folder that it names.</summary>
    public static Rule GitFolderGone { get; } = Error("ESB1010",
        "The file '{0}' names the git folder '{1}', which does not exist. Was the main repository moved? Then type `git worktree repair` there; for a submodule `git submodule update --init`.");

    /// <summary>0: git folder, 1: path of what is missing.</summary>
    public static Rule GitFolderIncomplete { get; } = Error("ESB1011",
        "The git folder '{0}' is damaged: '{1}' is missing. Clone the repository again, or restore it from a backup.");

    /// <summary>0: command, 1: the folder it ran in, 2: git's reason.</summary>
    public static Rule GitFailed { get; } = Error("ESB1012",
        "`{0}` failed in '{1}': {2}. Type the command there to see it fail, and mend the repository.");

    /// <summary>0: command, 1: the folder it ran in, 2: seconds.</summary>
    public static Rule GitTimedOut { get; } = Error("ESB1013",
        "`{0}` did not end in '{1}' within {2} s. Type the command there to see what it waits for (a slow disk, a network folder), then build again.");

    /// <summary>0: repository, 1: what libgit2 cannot do.</summary>
    public static Rule LibGit2Inexact { get; } = Error("ESB1014",
        "libgit2 cannot say of '{0}' what git would say: {1}. Install git and build with -p:EsbGitEngine=auto.");

    /// <summary>0: repository, 1: libgit2's reason.</summary>
    public static Rule LibGit2Failed { get; } = Error("ESB1015",
        "libgit2 cannot read '{0}': {1}. Install git and build with -p:EsbGitEngine=auto.");

    /// <summary>0: the root that was given, 1: the top level of the repository.</summary>
    public static Rule RepositoryRootMismatch { get; } = Error("ESB2901",
        "repository root mismatch: EsbRepoRoot is '{0}', but the top level of that repository is '{1}'. Set EsbRepoRoot to the latter, or leave it empty.");

    /// <summary>0: folder.</summary>
    public static Rule RepositoryRootMissing { get; } = Error("ESB2902",
        "The folder '{0}', in which the git repository should be, does not exist. Correct EsbRepoRoot, or leave it empty.");

    /// <summary>0: what was written, 1: what is legal.</summary>
    public static Rule UnknownGitEngine { get; } = Error("ESB2903",
        "EsbGitEngine is '{0}', which is no git engine. Write {1}.");

    /// <summary>0: what was written.</summary>
    public static Rule InvalidSourceDateEpoch { get; } = Error("ESB2904",
        "The environment variable SOURCE_DATE_EPOCH is '{0}', which is no number of seconds since 1970. Set it like this: `export SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)`, or unset it.");
}
