using System.Text;
using Esb.Build.Diagnostics;
using Esb.Build.Files;
using Esb.Build.Git;

namespace Esb.Build.Versions;

/// <summary>What to write a <c>version.json</c> from.</summary>
/// <param name="Path">Absolute, <c>&lt;state folder&gt;/meta/version.json</c>; the lock lies in <c>&lt;state
/// folder&gt;/locks</c>.</param>
/// <param name="Environment">Read for <c>SOURCE_DATE_EPOCH</c>.</param>
public sealed record VersionRequest(
    string Path, GitContext Git, TimeProvider Clock, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>How long another build of the repository may take to write the file.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Called once with who holds the lock, when it must be waited for.</summary>
    public Action<string>? OnWait { get; init; }
}

/// <summary>The file that says in every image which commit it was built from.</summary>
public static class VersionFile
{
    private const string LockName = "meta";

    /// <summary>
    /// Writes the file when version, commit or address changed, or when it is not what this would write; else it is not
    /// touched, so that its build date is the time of the first build of that commit. A version that only abbreviates
    /// the commit otherwise has not changed; see <see cref="SameVersion"/>.
    /// </summary>
    /// <returns>Whether the file is right is in <paramref name="problems"/>.</returns>
    /// <exception cref="OperationCanceledException">The build was cancelled while it waited for another
    /// one.</exception>
    public static WrittenVersion Write(VersionRequest request, ProblemList problems, CancellationToken cancellation)
    {
        // Before anything else: a wrong variable must not be found only by the build that happens to write.
        if (BuildDate.Read(request.Environment, request.Clock, problems) is not { } date)
            return new(request.Git.Version, IsNew: false);

        try
        {
            var (git, isUpToDate) = Look(request);
            if (!isUpToDate)
                return WriteLocked(request, date, problems, cancellation);

            GeneratedFile.OpenToImages(request.Path);
            return new(git.Version, IsNew: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(WriteFailure.Of(e, request.Path));
            return new(request.Git.Version, IsNew: false);
        }
    }

    private static WrittenVersion WriteLocked(
        VersionRequest request, string date, ProblemList problems, CancellationToken cancellation)
    {
        var state = Path.GetFullPath("..", Path.GetDirectoryName(request.Path)!);
        var path = StateFolder.LockPath(state, LockName);
        var holder = $"process {Environment.ProcessId}, which writes {request.Path}";
        using var held = FileLock.Take(path, holder, request.LockTimeout, request.OnWait, cancellation);
        if (held is null)
        {
            var seconds = request.LockTimeout.TotalSeconds;
            problems.Add(Rules.LockTimeout, null, LockName, path, seconds, FileLock.HolderOf(path));
            return new(request.Git.Version, IsNew: false);
        }

        // The build that was waited for may have written the same.
        var (git, isUpToDate) = Look(request);
        var bytes = Encoding.ASCII.GetBytes(VersionText.Of(git, date));
        return new(git.Version, !isUpToDate && GeneratedFile.WriteForImages(request.Path, bytes));
    }

    // The file is right when it is what would be written now but for the date: this finds a changed value, a missing
    // field, another shape and a torn file alike, without a parser. In Latin-1 each byte is a character of its own.
    private static (GitContext Git, bool IsUpToDate) Look(VersionRequest request)
    {
        if (!File.Exists(request.Path))
            return (request.Git, false);

        var present = File.ReadAllText(request.Path, Encoding.Latin1);
        var git = request.Git with { Version = SameVersion.Of(request.Git, present) };
        var date = VersionText.DateIn(present);
        return (git, date.Length > 0 && VersionText.Of(git, date).Equals(present, StringComparison.Ordinal));
    }
}

/// <param name="Version">The one in the file; git's own where that could not be written.</param>
/// <param name="IsNew">Whether this call has written the file.</param>
public sealed record WrittenVersion(string Version, bool IsNew);
