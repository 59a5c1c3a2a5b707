using Esb.Build.Diagnostics;

namespace Esb.Build.Git;

/// <summary>Who reads the repository.</summary>
public enum GitEngine
{
    /// <summary><see cref="Git"/> where it is on PATH, else <see cref="LibGit2"/>.</summary>
    Auto,

    /// <summary>The program git: right everywhere, and the faster one.</summary>
    Git,

    /// <summary>LibGit2Sharp: needs no program; says so where it could not give git's own answer.</summary>
    LibGit2,
}

/// <summary>A git engine as a user writes it.</summary>
public static class GitEngineName
{
    public const string Legal = "auto, git or libgit2";

    /// <summary>Empty means <see cref="GitEngine.Auto"/>; case does not matter.</summary>
    /// <returns><see langword="null"/>, and a problem, when the text is not <see cref="Legal"/>.</returns>
    public static GitEngine? TryParse(string text, SourcePosition? position, ProblemList problems)
    {
        switch (text.Trim().ToLowerInvariant())
        {
            case "" or "auto":
                return GitEngine.Auto;
            case "git":
                return GitEngine.Git;
            case "libgit2":
                return GitEngine.LibGit2;
            default:
                problems.Add(Rules.UnknownGitEngine, position, text, Legal);
                return null;
        }
    }
}
