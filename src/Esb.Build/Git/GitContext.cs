namespace Esb.Build.Git;

/// <summary>Which working copy to read, and how.</summary>
/// <param name="ProjectDirectory">Absolute; the repository is looked for here and above.</param>
/// <param name="RepositoryRoot">Absolute, or empty to take the top level that is found. When given it must be the top
/// level.</param>
/// <param name="Environment">The variables of the build; those that tie git to another repository are dropped.</param>
public sealed record GitRequest(
    string ProjectDirectory,
    string? RepositoryRoot,
    GitEngine Engine,
    IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>The folder that git is asked in.</summary>
    internal string Start => string.IsNullOrEmpty(RepositoryRoot) ? ProjectDirectory : RepositoryRoot;
}

/// <summary>What a working copy is. All paths are absolute and end without a separator.</summary>
/// <param name="Root">The top level of the work tree, links resolved.</param>
/// <param name="GitDirectory">Where <c>HEAD</c> is; a worktree and a submodule have their own.</param>
/// <param name="CommonDirectory">Where <c>objects</c> is; shared by all worktrees of a repository.</param>
/// <param name="Sha">What <c>git rev-parse HEAD</c> prints: 40 hexadecimal digits, or 64 in a SHA-256
/// repository.</param>
/// <param name="ShortSha">What <c>git rev-parse --short=12 HEAD</c> prints: 12 digits, more while they are
/// ambiguous.</param>
/// <param name="Version">What <c>git describe --tags --always</c> prints, or <c>0.0.0-dev.&lt;ShortSha&gt;</c> where
/// that fails.</param>
/// <param name="RepositoryUrl">The address of <c>origin</c>, or empty when there is none or it must not be published
/// (<see cref="RemoteUrl"/>).</param>
/// <param name="EngineUsed"><c>git</c> or <c>libgit2</c>.</param>
public sealed record GitContext(
    string Root,
    string GitDirectory,
    string CommonDirectory,
    string Sha,
    string ShortSha,
    string Version,
    string RepositoryUrl,
    string EngineUsed);
