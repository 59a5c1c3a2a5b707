using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Esb.Build.Diagnostics;
using Esb.Build.Files;

namespace Esb.Build.Fingerprints;

/// <summary>
/// Where a <see cref="StatCache"/> lies between runs: sixteen bytes that say what it is, a SHA-256 of the rest,
/// records. For this machine only.
/// </summary>
internal static class StatCacheFile
{
    private const ulong Magic = 0x0131_5441_5453_4245;
    private const int HeaderLength = 16 + ContentDigest.Length;

    /// <summary>A file that is torn, foreign or of another version is as good as none: all is read again.</summary>
    public static StatCache Read(string path, string formatVersion, bool keepsAll = false)
    {
        try
        {
            var bytes = File.Exists(path) ? File.ReadAllBytes(path) : [];
            return IsWhole(bytes, formatVersion) ? new(bytes.AsMemory(HeaderLength), keepsAll) : StatCache.Empty;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return StatCache.Empty;
        }
    }

    /// <param name="records">What <see cref="StatCache.Merge"/> returned.</param>
    /// <param name="problems">Gets <see cref="Rules.CannotWrite"/>: it must not forget what BuildKit may hold.</param>
    public static void Write(string path, string formatVersion, byte[] records, ProblemList problems)
    {
        var bytes = new byte[HeaderLength + records.Length];
        MemoryMarshal.Write(bytes, Magic);
        MemoryMarshal.Write(bytes.AsSpan(8), Version(formatVersion));
        SHA256.HashData(records, bytes.AsSpan(16));
        records.CopyTo(bytes, HeaderLength);
        try
        {
            GeneratedFile.Write(path, bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(WriteFailure.Of(e, path));
        }
    }

    private static bool IsWhole(byte[] bytes, string formatVersion)
    {
        if (bytes.Length < HeaderLength || (bytes.Length - HeaderLength) % Marshal.SizeOf<StatRecord>() != 0)
            return false;

        var header = MemoryMarshal.Cast<byte, ulong>(bytes);
        return header[0] == Magic && header[1] == Version(formatVersion)
            && FileHasher.Hash(bytes.AsSpan(HeaderLength)) == ContentDigest.Parse(bytes.AsSpan(16));
    }

    private static ulong Version(string formatVersion) => PathHash.Empty.Append(formatVersion).Value;
}
