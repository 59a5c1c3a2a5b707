using Esb.Build.Diagnostics;

namespace Esb.Build.Caches;

/// <summary>What a file of a local cache should be.</summary>
/// <param name="Digest"><c>sha256:…</c></param>
/// <param name="Size">Bytes.</param>
internal sealed record CacheBlob(string Digest, long Size, string MediaType)
{
    /// <summary>Whether it leads to others.</summary>
    public bool IsManifest => MediaType.EndsWith("+json", StringComparison.Ordinal)
        && (Says(".manifest.") || Says(".index."));

    /// <summary>Whether BuildKit believes what it says; all that is small.</summary>
    public bool IsDescription => IsManifest || Says("cacheconfig");

    public static string FolderIn(string place) => Path.Combine(place, "blobs", "sha256");

    public string PathIn(string place) => Path.Combine(FolderIn(place), Name);

    /// <summary>Of its file.</summary>
    public string Name => Digest[(Digest.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private bool Says(string word) => MediaType.Contains(word, StringComparison.Ordinal);
}

/// <summary>What is in the folder of a local cache.</summary>
/// <param name="Blobs">All that its index leads to, in that order; empty where there is no index yet.</param>
/// <param name="Damage">What is wrong with it; empty where nothing is.</param>
internal sealed record CacheContent(IReadOnlyList<CacheBlob> Blobs, string Damage)
{
    public bool IsUsable => Blobs.Count > 0 && Damage.Length == 0;

    /// <summary>Of what the index names: the whole cache.</summary>
    public string Digest => Blobs[0].Digest;

    public static CacheContent Empty { get; } = new([], "");

    public static CacheContent Damaged(string why) => new([], Sentence.End(why).TrimEnd('.'));
}
