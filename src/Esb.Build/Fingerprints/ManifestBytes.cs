using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Esb.Build.Fingerprints;

/// <summary>
/// The one way to write a manifest as bytes, for its fingerprint and for its record: lengths before texts, so that no
/// two manifests have the same.
/// </summary>
internal static class ManifestBytes
{
    private const int TypicalLength = 96;

    /// <summary>The digest of all files of a context.</summary>
    public static ContentDigest Digest(IReadOnlyList<FileInput> files)
    {
        // Enough for most paths, so that eight megabytes of a large context are not copied again and again.
        var bytes = new ArrayBufferWriter<byte>((files.Count + 1) * TypicalLength);
        Write(bytes, files);
        return FileHasher.Hash(bytes.WrittenSpan);
    }

    /// <summary>The fingerprint of an image.</summary>
    public static ContentDigest Digest(InputManifest manifest)
    {
        var bytes = new ArrayBufferWriter<byte>();
        Write(bytes, manifest.Settings);
        Write(bytes, manifest.Contexts.Count);
        foreach (var context in manifest.Contexts)
        {
            Write(bytes, context.Name);
            Write(bytes, context.Digest);
        }

        return FileHasher.Hash(bytes.WrittenSpan);
    }

    /// <summary>All of it, for a record.</summary>
    public static void Write(ArrayBufferWriter<byte> bytes, InputManifest manifest)
    {
        Write(bytes, manifest.Settings);
        Write(bytes, manifest.Contexts.Count);
        foreach (var context in manifest.Contexts)
        {
            Write(bytes, context.Name);
            Write(bytes, context.Digest);
            Write(bytes, context.Place);
            Write(bytes, context.Files);
        }
    }

    private static void Write(ArrayBufferWriter<byte> bytes, IReadOnlyList<InputSetting> settings)
    {
        Write(bytes, settings.Count);
        foreach (var setting in settings)
        {
            Write(bytes, (int)setting.Kind);
            Write(bytes, setting.Name);
            Write(bytes, setting.Value);
        }
    }

    private static void Write(ArrayBufferWriter<byte> bytes, IReadOnlyList<FileInput> files)
    {
        Write(bytes, files.Count);
        for (var i = 0; i < files.Count; i++)
        {
            Write(bytes, files[i].Path);
            Write(bytes, files[i].Mode);
            if (files[i].HasDigest)
                Write(bytes, files[i].Digest);
        }
    }

    private static void Write(ArrayBufferWriter<byte> bytes, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Write(bytes, length);
        Encoding.UTF8.GetBytes(text, bytes.GetSpan(length));
        bytes.Advance(length);
    }

    private static void Write(ArrayBufferWriter<byte> bytes, int number)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes.GetSpan(sizeof(int)), number);
        bytes.Advance(sizeof(int));
    }

    private static void Write(ArrayBufferWriter<byte> bytes, ContentDigest digest)
    {
        digest.CopyTo(bytes.GetSpan(ContentDigest.Length));
        bytes.Advance(ContentDigest.Length);
    }
}
