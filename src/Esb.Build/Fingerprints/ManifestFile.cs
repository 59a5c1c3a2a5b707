using System.Buffers;
using System.Buffers.Binary;
using Esb.Build.Diagnostics;
using Esb.Build.Files;

namespace Esb.Build.Fingerprints;

/// <summary>
/// A manifest as a file: a SHA-256 of the rest, eight bytes that say which layout it has, the manifest.
/// </summary>
public static class ManifestFile
{
    private const ulong Magic = 0x3354_5550_4E49_4245;
    private const int HeaderLength = ContentDigest.Length + sizeof(ulong);

    /// <param name="path">Absolute; missing folders are made.</param>
    /// <param name="problems">Gets <see cref="Rules.CannotWrite"/>.</param>
    public static void Write(string path, InputManifest manifest, ProblemList problems)
    {
        var body = new ArrayBufferWriter<byte>();
        ManifestBytes.Write(body, manifest);
        var bytes = new byte[HeaderLength + body.WrittenCount];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(ContentDigest.Length), Magic);
        body.WrittenSpan.CopyTo(bytes.AsSpan(HeaderLength));
        FileHasher.Hash(bytes.AsSpan(ContentDigest.Length)).CopyTo(bytes);
        try
        {
            GeneratedFile.Write(path, bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(WriteFailure.Of(e, path));
        }
    }

    /// <returns>
    /// <see langword="null"/> when there is none, or it is torn, foreign or of another layout.
    /// </returns>
    public static InputManifest? Read(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            return IsWhole(bytes) ? new ManifestParser(bytes.AsSpan(HeaderLength)).Parse() : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= HeaderLength
        && BinaryPrimitives.ReadUInt64LittleEndian(bytes[ContentDigest.Length..]) == Magic
        && FileHasher.Hash(bytes[ContentDigest.Length..]) == ContentDigest.Parse(bytes);
}
