using System.Buffers;
using System.Security.Cryptography;
using Esb.Build.Dockerfiles;
using Microsoft.Win32.SafeHandles;

namespace Esb.Build.Fingerprints;

/// <summary>Reads files for their SHA-256, in pieces: they may be larger than the memory.</summary>
internal static class FileHasher
{
    private const int PieceSize = 128 << 10;

    /// <param name="path">Absolute.</param>
    /// <param name="expected">What the file system said before.</param>
    /// <returns>
    /// The digest, and whether what was read is the file that was expected: it may have changed meanwhile, and then the
    /// digest may be of no state it ever had.
    /// </returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public static (ContentDigest Digest, bool IsExpected) Read(
        string path, FileStatus expected, CancellationToken cancellation)
    {
        // Sharing everything, so that .NET asks the system for no lock.
        using var file = File.OpenHandle(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var piece = ArrayPool<byte>.Shared.Rent(PieceSize);
        try
        {
            var length = RandomAccess.Read(file, piece, 0);
            var digest = length == expected.Size ? Hash(piece.AsSpan(0, length)) : Hash(file, piece, cancellation);
            return (digest, !expected.IsExact || LinuxStatus.Read(file) == expected);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    public static ContentDigest Hash(ReadOnlySpan<byte> content)
    {
        Span<byte> digest = stackalloc byte[ContentDigest.Length];
        SHA256.HashData(content, digest);
        return ContentDigest.Parse(digest);
    }

    private static ContentDigest Hash(SafeFileHandle file, byte[] piece, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (long at = 0; RandomAccess.Read(file, piece, at) is var length and > 0; at += length)
        {
            cancellation.ThrowIfCancellationRequested();
            hash.AppendData(piece, 0, length);
        }

        return ContentDigest.Parse(hash.GetHashAndReset());
    }
}
