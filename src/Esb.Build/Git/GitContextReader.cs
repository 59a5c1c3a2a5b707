using System.Runtime.CompilerServices;
using Esb.Build.Diagnostics;
using Esb.Build.Processes;

namespace Esb.Build.Git;

/// <summary>Reads what a working copy is.</summary>
public static class GitContextReader
{
    /// <summary>Asks git in at most three processes, or LibGit2Sharp. Both give the same values or none.</summary>
    /// <returns><see langword="null"/>, and at least one problem, when the repository cannot be read.</returns>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public static GitContext? Read(
        GitRequest request, ICommandRunner runner, ProblemList problems, CancellationToken cancellation)
    {
        if (!Directory.Exists(request.Start))
        {
            problems.Add(Rules.RepositoryRootMissing, null, request.Start);
            return null;
        }

        try
        {
            return request.Engine == GitEngine.Git || (request.Engine == GitEngine.Auto && HasGit(request))
                ? GitProgram.Read(request, runner, problems, cancellation)
                : ReadWithLibGit2(request, problems, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(Rules.CannotRead, null, request.Start, e.Message);
            return null;
        }
    }

    private static bool HasGit(GitRequest request) =>
        ProgramPath.Find(GitProgram.Name, request.Start, request.Environment) is not null;

    // Not inlined, so that LibGit2Sharp is only loaded where it is used.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static GitContext? ReadWithLibGit2(GitRequest request, ProblemList problems, CancellationToken cancellation)
    {
        if (!LibGit2Library.Require(request.Engine, LibGit2Library.Load(), problems))
            return null;

        cancellation.ThrowIfCancellationRequested();
        return LibGit2Program.Read(request, problems);
    }
}
