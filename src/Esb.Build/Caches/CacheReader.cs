using System.Security.Cryptography;
using System.Text.Json;
using Esb.Build.Images;

namespace Esb.Build.Caches;

/// <summary>
/// Reads local caches as BuildKit writes them (an OCI layout). BuildKit believes what it finds there: it fails on a
/// layer that is missing, and takes a description of another content for true.
/// </summary>
internal static class CacheReader
{
    private const string IndexFile = "index.json";
    private const int Deepest = 4;
    private const long LargestDescription = 256 << 20;

    /// <summary>
    /// Looks at everything but the content of layers, of which it compares the size: below 1 ms a cache.
    /// </summary>
    /// <param name="place">Absolute path; need not exist.</param>
    public static CacheContent Read(string place)
    {
        try
        {
            var index = Path.Combine(place, IndexFile);
            if (!File.Exists(index))
                return CacheContent.Empty;

            var found = new OrderedDictionary<string, CacheBlob>(StringComparer.Ordinal);
            var damage = Follow(place, File.ReadAllBytes(index), found, 0);
            if (damage.Length > 0)
                return CacheContent.Damaged(damage);

            return found.Count > 0 ? new([.. found.Values], "") : CacheContent.Damaged($"{IndexFile} is empty");
        }
        catch (JsonException)
        {
            return CacheContent.Damaged($"{IndexFile} cannot be understood");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return CacheContent.Damaged(e.Message);
        }
    }

    /// <summary>Looks at the content of every layer, too: some 0.5 s for each 1 GB.</summary>
    public static CacheContent ReadAll(string place)
    {
        var content = Read(place);
        try
        {
            var wrong = content.Blobs.FirstOrDefault(
                blob => !HashOf(blob.PathIn(place)).Equals(blob.Name, StringComparison.Ordinal));
            return wrong is null ? content : CacheContent.Damaged($"{wrong.Digest} has another content");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return CacheContent.Damaged(e.Message);
        }
    }

    // Layers are those of the cache's steps; what describes them is read with its digest.
    private static string Follow(string place, byte[] json, OrderedDictionary<string, CacheBlob> found, int depth)
    {
        using var document = JsonDocument.Parse(json);
        foreach (var blob in BlobsOf(document.RootElement))
        {
            if (blob is null || depth > Deepest)
                return "it is no OCI layout";
            if (!found.TryAdd(blob.Digest, blob))
                continue;

            var file = new FileInfo(blob.PathIn(place));
            if (!file.Exists || file.Length != blob.Size)
                return $"{blob.Digest} is {(file.Exists ? "not whole" : "missing")}";
            if (!blob.IsDescription)
                continue;

            var content = blob.Size > LargestDescription ? [] : File.ReadAllBytes(file.FullName);
            if (!Convert.ToHexStringLower(SHA256.HashData(content)).Equals(blob.Name, StringComparison.Ordinal))
                return $"{blob.Digest} has another content";
            if (blob.IsManifest
                && Follow(place, content, found, depth + 1) is { Length: > 0 } damage)
            {
                return damage;
            }
        }

        return "";
    }

    private static List<CacheBlob?> BlobsOf(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return [null];

        var blobs = new List<CacheBlob?>();
        foreach (var name in (string[])["manifests", "layers"])
        {
            if (root.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array)
                blobs.AddRange(list.EnumerateArray().Select(BlobOf));
        }

        if (root.TryGetProperty("config", out var config))
            blobs.Add(BlobOf(config));
        return blobs;
    }

    private static CacheBlob? BlobOf(JsonElement entry) =>
        entry.ValueKind == JsonValueKind.Object
        && Text(entry, "digest") is { } digest && Digest.TryParse(digest) is not null
        && entry.TryGetProperty("size", out var size) && size.ValueKind == JsonValueKind.Number
        && size.TryGetInt64(out var bytes)
            ? new(digest, bytes, Text(entry, "mediaType") ?? "")
            : null;

    private static string? Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
