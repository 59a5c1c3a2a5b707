using System.Security.Cryptography;

namespace Esb.Build.Files;

/// <summary>
/// As long as a context keeps its name, BuildKit may take a file for any state of it that it was sent before and that
/// had its size, permissions and time stamp. A new epoch renames all contexts (<see cref="ContextLinks"/>), and all is
/// sent. Kept in the file that remembers the files, so that losing the one loses the other.
/// </summary>
/// <param name="Id">16 lower-case hexadecimal digits.</param>
/// <param name="Sent">No state that BuildKit was sent is newer, in nanoseconds since 1970.</param>
public sealed record TransferEpoch(string Id, long Sent)
{
    private const int IdBytes = 8;

    /// <summary>An epoch of its own, in which nothing was sent yet.</summary>
    public static TransferEpoch Begin() =>
        new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)), long.MinValue);

    /// <summary>
    /// Whether BuildKit is sure to notice a file that is new to us, or whose content or time stamp is not what we
    /// remember; else a new epoch has to begin. Ask for folders too whose permissions changed: those it never notices.
    /// </summary>
    /// <param name="modified">The file's time stamp in nanoseconds since 1970; any for a folder.</param>
    public bool Notices(long modified, bool isFolder) =>
        Sent == long.MinValue || (!isFolder && modified > Sent);

    /// <summary>To be recorded before BuildKit is called: a build that is killed may have sent anything.</summary>
    public TransferEpoch Sending() => this with { Sent = long.MaxValue };

    /// <summary>To be recorded after BuildKit was called, whether or not it built what it was asked for.</summary>
    /// <param name="now">By the clock of the file system, in nanoseconds since 1970.</param>
    /// <param name="newest">The newest time stamp in all contexts: it may lie in the future.</param>
    public TransferEpoch SentUntil(long now, long newest) => this with { Sent = Math.Max(now, newest) };
}
