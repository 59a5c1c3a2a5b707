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
    /// <summary>Whether a file with this status still has the digest.</summary>
    public bool Holds(FileStatus status) =>
        (Flags & StatFlags.Racy) == StatFlags.None && status.IsExact && Identity == status.Identity
        && Size == status.Size && Modified == status.Modified;

    /// <summary>A folder is remembered for its permissions alone, which BuildKit is not sure to notice.</summary>
    public static StatRecord OfFolder(ulong path, FileStatus status) =>
        new(path, default, status.Mode, 0, default, StatFlags.None);
}

[Flags]
internal enum StatFlags : long
{
    None = 0,

    /// <summary>
    /// Written so shortly before it was read that it may have been written again without another time stamp.
    /// </summary>
    Racy = 1,
}
