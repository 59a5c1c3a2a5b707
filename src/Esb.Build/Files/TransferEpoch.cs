using System.Security.Cryptography;

namespace Esb.Build.Files;

/// <summary>
/// As long as a context keeps its name, BuildKit may take a file for any state of it that it was sent before and that
/// had its size, permissions and time stamp. A new epoch renames all contexts (<see cref="ContextLinks"/>), and all is
/// sent.
/// </summary>
/// <param name="Id">16 lower-case hexadecimal digits.</param>
/// <param name="Sent">No state that BuildKit was sent is newer, in nanoseconds since 1970.</param>
public sealed record TransferEpoch(string Id, long Sent)
{
    private const int IdBytes = 8;

    /// <summary>Whether a build was killed that may have sent anything.</summary>
    public bool IsSending => Sent == long.MaxValue;

    /// <summary>An epoch of its own, in which nothing was sent yet.</summary>
    public static TransferEpoch Begin() =>
        new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)), long.MinValue);

    /// <summary>Whether BuildKit is sure to notice what changed; else a new epoch has to begin.</summary>
    public bool Notices(SentChanges changes)
    {
        if (Sent == long.MinValue || changes == SentChanges.None)
            return true;

        // Only a build that was killed can have sent a folder that nobody remembers.
        var mayHaveSentNewFolder = changes.HasNewFolder && IsSending;
        return changes.Oldest > Sent && !changes.HasChangedFolder && !mayHaveSentNewFolder && !changes.IsForgotten;
    }

    /// <summary>To be recorded before BuildKit is called: a build that is killed may have sent anything.</summary>
    public TransferEpoch Sending() => this with { Sent = long.MaxValue };

    /// <summary>To be recorded after BuildKit was called, whether or not it built what it was asked for.</summary>
    /// <param name="now">By the clock of the file system, in nanoseconds since 1970.</param>
    /// <param name="newest">The newest time stamp in all contexts that were sent: it may lie in the future.</param>
    /// <param name="earlier">As it was before <see cref="Sending"/>: what was sent then may be newer still.</param>
    public TransferEpoch SentUntil(long now, long newest, long earlier = long.MinValue) =>
        this with { Sent = Math.Max(Math.Max(now, newest), earlier) };
}

/// <summary>In what the files of all contexts differ from what is remembered of them.</summary>
public sealed record SentChanges
{
    public static SentChanges None { get; } = new();

    /// <summary>
    /// The oldest time stamp among files that are new, or whose content or time stamp is another, in nanoseconds since
    /// 1970.
    /// </summary>
    public long Oldest { get; init; } = long.MaxValue;

    /// <summary>Whether a folder has other permissions, which BuildKit never notices.</summary>
    public bool HasChangedFolder { get; init; }

    public bool HasNewFolder { get; init; }

    /// <summary>Whether files are no longer remembered that may come back.</summary>
    public bool IsForgotten { get; init; }
}
