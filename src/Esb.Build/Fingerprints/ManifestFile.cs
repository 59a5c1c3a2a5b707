using System.Buffers;
using System.Buffers.Binary;
using Esb.Build.Diagnostics;
using Esb.Build.Files;

namespace Esb.Build.Fingerprints;

/// <summary>
/// The record of what an image was built from. A header with its own check tells the fingerprint without the rest, of
/// which a large context makes some megabytes; the layout has its version in the first eight bytes.
/// </summary>
public static class ManifestFile
{
    private const ulong Magic = 0x3154_5550_4E49_4245;
    private const int FingerprintAt = 16;
    private const int BodyDigestAt = FingerprintAt + ContentDigest.Length;
    private const int CheckAt = BodyDigestAt + ContentDigest.Length;
    private const int HeaderLength = CheckAt + ContentDigest.Length;

    /// <summary>To be called only after the image was really built.</summary>
    /// <param name="path">Absolute; missing folders are made.</param>
    /// <param name="problems">Gets <see cref="Rules.CannotWrite"/>.</param>
    public static void Write(string path, ImageInputs inputs, ProblemList problems)
    {
        var body = new ArrayBufferWriter<byte>();
        ManifestBytes.Write(body, inputs.Manifest);
        var bytes = new byte[HeaderLength + body.WrittenCount];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), body.WrittenCount);
        Convert.FromHexString(inputs.Fingerprint, bytes.AsSpan(FingerprintAt), out _, out _);
        FileHasher.Hash(body.WrittenSpan).CopyTo(bytes.AsSpan(BodyDigestAt));
        FileHasher.Hash(bytes.AsSpan(0, CheckAt)).CopyTo(bytes.AsSpan(CheckAt));
        body.WrittenSpan.CopyTo(bytes.AsSpan(HeaderLength));
        try
        {
            GeneratedFile.Write(path, bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(Rules.CannotWrite, null, path, e.Message);
        }
    }

    /// <returns>
    /// The fingerprint; <see langword="null"/> when there is no record, or it is torn, foreign or of another layout.
    /// </returns>
    public static string? ReadFingerprint(string path)
    {
        var header = new byte[HeaderLength];
        try
        {
            using var file = File.OpenHandle(path);
            return RandomAccess.Read(file, header, 0) == HeaderLength
                && IsHeaderOf(RandomAccess.GetLength(file), header)
                    ? ContentDigest.Parse(header.AsSpan(FingerprintAt)).ToString()
                    : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <returns>The manifest; <see langword="null"/> as for <see cref="ReadFingerprint"/>.</returns>
    public static InputManifest? Read(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            return bytes.Length >= HeaderLength && IsHeaderOf(bytes.Length, bytes) && IsBodyWhole(bytes)
                ? new ManifestParser(bytes.AsSpan(HeaderLength)).Parse()
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsHeaderOf(long length, ReadOnlySpan<byte> header) =>
        BinaryPrimitives.ReadUInt64LittleEndian(header) == Magic
        && BinaryPrimitives.ReadInt64LittleEndian(header[8..]) == length - HeaderLength
        && FileHasher.Hash(header[..CheckAt]) == ContentDigest.Parse(header[CheckAt..]);

    private static bool IsBodyWhole(ReadOnlySpan<byte> bytes) =>
        FileHasher.Hash(bytes[HeaderLength..]) == ContentDigest.Parse(bytes[BodyDigestAt..]);
}
