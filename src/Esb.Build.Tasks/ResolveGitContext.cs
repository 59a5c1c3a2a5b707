using Esb.Build.Diagnostics;
using Esb.Build.Git;
using Esb.Build.Processes;
using Microsoft.Build.Framework;

namespace Esb.Build.Tasks;

/// <summary>Says what the working copy is: its root, its commit and where it came from.</summary>
[MSBuildMultiThreadableTask]
public sealed class ResolveGitContext : EsbTask
{
    /// <summary><c>auto</c>, <c>git</c> or <c>libgit2</c>.</summary>
    public string Engine { get; set; } = "";

    /// <summary>In: the root that the project names, or empty. Out: the top level of the work tree, absolute.</summary>
    [Output]
    public string RepositoryRoot { get; set; } = "";

    [Output]
    public string GitDirectory { get; private set; } = "";

    [Output]
    public string CommonDirectory { get; private set; } = "";

    [Output]
    public string Sha { get; private set; } = "";

    [Output]
    public string ShortSha { get; private set; } = "";

    [Output]
    public string Version { get; private set; } = "";

    [Output]
    public string RepositoryUrl { get; private set; } = "";

    protected override void Run(ProblemList problems)
    {
        if (GitEngineName.TryParse(Engine, new(ProjectFile), problems) is not { } engine)
            return;

        var root = RepositoryRoot.Length > 0 ? Path.GetFullPath(RepositoryRoot, ProjectDirectory) : null;
        var request = new GitRequest(ProjectDirectory, root, engine, Environment);
        if (GitContextReader.Read(request, SystemCommandRunner.Instance, problems, Cancellation) is not { } git)
            return;

        (RepositoryRoot, GitDirectory, CommonDirectory) = (git.Root, git.GitDirectory, git.CommonDirectory);
        (Sha, ShortSha, Version, RepositoryUrl) = (git.Sha, git.ShortSha, git.Version, git.RepositoryUrl);
    }
}
