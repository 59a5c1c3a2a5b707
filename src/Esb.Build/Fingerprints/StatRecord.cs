using System.Runtime.InteropServices;
using Esb.Build.Dockerfiles;

namespace Esb.Build.Fingerprints;

/// <summary>What is remembered of one file; in this layout in the cache file too.</summary>
/// <param name="Path">Of <see cref="PathHash"/>. Two files with one hash cost time and nothing else: no two files have
/// the same <paramref name="Identity"/> and different contents.</param>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal readonly record struct StatRecord(
    ulong Path, FileIdentity Identity, long Size, long Modified, ContentDigest Digest, StatFlags Flags)
{
    public bool IsSilent => (Flags & StatFlags.Silent) != StatFlags.None;

    /// <summary>Whether a file with this status still has the digest.</summary>
    public bool Holds(FileStatus status) =>
        (Flags & StatFlags.Racy) == StatFlags.None && status.IsExact && Identity == status.Identity
        && LooksLike(status);

    /// <summary>Whether BuildKit, which knows no more of a file, would take it for the same.</summary>
    public bool LooksLike(FileStatus status) => Size == status.Size && Modified == status.Modified;
}

[Flags]
internal enum StatFlags : long
{
    None = 0,

    /// <summary>
    /// Written so shortly before it was read that it may have been written again without another time stamp.
    /// </summary>
    Racy = 1,

    /// <summary>Its content changed under this size and time stamp.</summary>
    Silent = 2,
}
