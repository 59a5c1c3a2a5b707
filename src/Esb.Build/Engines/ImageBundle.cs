using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json;

namespace Esb.Build.Engines;

/// <summary>An image that the engine's containerd store holds.</summary>
/// <param name="Digest"><c>sha256:…</c> of its manifest or of the list of its manifests.</param>
public sealed record StoredImage(string Digest, bool IsManifestList);

/// <summary>
/// One name for many images that an engine has, as <c>docker load</c> takes it: an OCI layout whose only blob is an
/// index of them.
/// </summary>
internal static class ImageBundle
{
    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";
    private const string IndexType = "application/vnd.oci.image.index.v1+json";
    private const string NameOfImage = "io.containerd.image.name";

    /// <param name="name">Reference with a tag, in containerd's form.</param>
    /// <returns>A tar archive.</returns>
    public static ReadOnlyMemory<byte> Archive(string name, IReadOnlyList<StoredImage> images)
    {
        // The engine looks a blob up by its digest; nobody has told how long this one is.
        var bundle = Index(json =>
        {
            foreach (var image in images)
                Descriptor(json, image.IsManifestList ? IndexType : ManifestType, image.Digest, size: 0, name: null);
        });
        var digits = Convert.ToHexStringLower(SHA256.HashData(bundle));
        var index = Index(json => Descriptor(json, IndexType, "sha256:" + digits, bundle.Length, name));

        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, TarEntryFormat.Ustar, leaveOpen: true))
        {
            Add(tar, "oci-layout", """{"imageLayoutVersion":"1.0.0"}"""u8.ToArray());
            Add(tar, "blobs/sha256/" + digits, bundle);
            Add(tar, "index.json", index);
        }

        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    private static byte[] Index(Action<Utf8JsonWriter> writeManifests)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", 2);
            json.WriteString("mediaType", IndexType);
            json.WriteStartArray("manifests");
            writeManifests(json);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void Descriptor(Utf8JsonWriter json, string type, string digest, long size, string? name)
    {
        json.WriteStartObject();
        json.WriteString("mediaType", type);
        json.WriteString("digest", digest);
        json.WriteNumber("size", size);
        if (name is not null)
        {
            json.WriteStartObject("annotations");
            json.WriteString(NameOfImage, name);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Add(TarWriter tar, string name, byte[] content)
    {
        using var data = new MemoryStream(content);
        tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = data });
    }
}
