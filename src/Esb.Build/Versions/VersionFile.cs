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

    /// <summary>The version that images of this commit have had so far; see <see cref="SameVersion"/>.</summary>
    /// <returns>That of <see cref="GitContext.Version"/> where the file cannot say.</returns>
    public static string VersionOf(VersionRequest request)
    {
        try
        {
            return File.Exists(request.Path)
                ? SameVersion.Of(request.Git, File.ReadAllText(request.Path))
                : request.Git.Version;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Whoever writes it next reports that.
            return request.Git.Version;
        }
    }

    /// <summary>
    /// Writes the file when version, commit or address changed, or when it is not what this would write; else it is not
    /// touched, so that its build date is the time of the first build of that commit.
    /// </summary>
    /// <returns>Whether the file was written; see <paramref name="problems"/> for whether it is right.</returns>
    /// <exception cref="OperationCanceledException">The build was cancelled while it waited for another
    /// one.</exception>
    public static bool Write(VersionRequest request, ProblemList problems, CancellationToken cancellation)
    {
        // Before anything else: a wrong variable must not be found only by the build that happens to write.
        if (BuildDate.Read(request.Environment, request.Clock, problems) is not { } date)
            return false;

        try
        {
            return !IsUpToDate(request) && WriteLocked(request, date, problems, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(WriteFailure.Of(e, request.Path));
            return false;
        }
    }

    private static bool WriteLocked(
        VersionRequest request, string date, ProblemList problems, CancellationToken cancellation)
    {
        var state = Path.GetFullPath("..", Path.GetDirectoryName(request.Path)!);
        var path = StateFolder.LockPath(state, LockName);
        var holder = $"process {Environment.ProcessId}, which writes {request.Path}";
        using var held = FileLock.Take(path, holder, request.LockTimeout, request.OnWait, cancellation);
        if (held is null)
        {
            var seconds = request.LockTimeout.TotalSeconds;
            problems.Add(Rules.LockTimeout, null, LockName, path, seconds, FileLock.HolderOf(path), "EsbLockTimeout");
            return false;
        }

        // The build that was waited for may have written the same.
        return !IsUpToDate(request) && GeneratedFile.Write(request.Path, Bytes(request.Git, date));
    }

    // The file is right when it is what would be written now but for the date: this finds a changed value, a missing
    // field, another shape and a torn file alike, without a parser.
    private static bool IsUpToDate(VersionRequest request)
    {
        if (!File.Exists(request.Path))
            return false;

        var present = File.ReadAllBytes(request.Path);
        var date = VersionText.DateIn(Encoding.ASCII.GetString(present));
        return date.Length > 0 && Bytes(request.Git, date).AsSpan().SequenceEqual(present);
    }

    private static byte[] Bytes(GitContext git, string date) => Encoding.ASCII.GetBytes(VersionText.Of(git, date));
}
