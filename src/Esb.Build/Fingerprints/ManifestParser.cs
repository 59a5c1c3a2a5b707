using System.Buffers.Binary;
using System.Text;

namespace Esb.Build.Fingerprints;

/// <summary>Reads what <see cref="ManifestBytes"/> wrote, after a check that it is just that.</summary>
internal ref struct ManifestParser(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public InputManifest Parse()
    {
        var settings = new InputSetting[Number()];
        for (var i = 0; i < settings.Length; i++)
            settings[i] = new((InputKind)Number(), Text(), Text());

        var contexts = new ContextInputs[Number()];
        for (var i = 0; i < contexts.Length; i++)
        {
            var name = Text();
            var digest = Digest();
            var place = Text();
            contexts[i] = new(name, Files()) { Digest = digest, Place = place };
        }

        return new(settings, contexts);
    }

    private FileInput[] Files()
    {
        var files = new FileInput[Number()];
        for (var i = 0; i < files.Length; i++)
        {
            var file = new FileInput(Text(), (ushort)Number(), default);
            files[i] = file.HasDigest ? file with { Digest = Digest() } : file;
        }

        return files;
    }

    private int Number() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    private string Text() => Encoding.UTF8.GetString(Take(Number()));

    private ContentDigest Digest() => ContentDigest.Parse(Take(ContentDigest.Length));

    private ReadOnlySpan<byte> Take(int length)
    {
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
