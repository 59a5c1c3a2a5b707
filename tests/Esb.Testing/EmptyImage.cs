using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;

namespace Esb.Testing;

/// <summary>
/// An image without files under many names, as <c>docker load</c> takes it: in an OCI layout. It takes names away from
/// other images, all at once.
/// </summary>
internal static class EmptyImage
{
    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";

    private const string Config =
        """{"architecture":"unknown","os":"unknown","config":{},"rootfs":{"type":"layers","diff_ids":[]}}""";

    private static readonly string Manifest = $$"""
        {"schemaVersion":2,"mediaType":"{{ManifestType}}","config":{{Descriptor("application/vnd.oci.image.config.v1+json", Config)}},"layers":[]}
        """;

    /// <param name="names">References with a tag.</param>
    public static void Write(string path, IEnumerable<string> names)
    {
        using var tar = new TarWriter(File.Create(path), TarEntryFormat.Ustar);
        Add(tar, "oci-layout", """{"imageLayoutVersion":"1.0.0"}""");
        Add(tar, "blobs/sha256/" + Digits(Config), Config);
        Add(tar, "blobs/sha256/" + Digits(Manifest), Manifest);
        var manifests = names.Select(static name => Descriptor(ManifestType, Manifest)[..^1]
            + $",\"annotations\":{{\"io.containerd.image.name\":\"{Canonical(name)}\"}}}}");
        Add(tar, "index.json", $$"""
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{{string.Join(',', manifests)}}]}
            """);
    }

    // docker.io/library/ before what names no registry.
    private static string Canonical(string name) => name.Split('/') switch
    {
        [_] => "docker.io/library/" + name,
        [var first, ..] when first is "localhost" || first.AsSpan().ContainsAny('.', ':') => name,
        _ => "docker.io/" + name,
    };

    private static void Add(TarWriter tar, string name, string content)
    {
        using var data = new MemoryStream(Encoding.UTF8.GetBytes(content));
        tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = data });
    }

    private static string Descriptor(string type, string content)
    {
        var size = Encoding.UTF8.GetByteCount(content);
        return $$"""{"mediaType":"{{type}}","digest":"sha256:{{Digits(content)}}","size":{{size}}}""";
    }

    private static string Digits(string content) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
}
