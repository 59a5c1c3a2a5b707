namespace Esb.Build.Definitions;

/// <summary>Where a user wants the caches of images, besides the builder's own.</summary>
[Flags]
public enum CacheKinds
{
    None = 0,

    /// <summary>A folder on this machine.</summary>
    Local = 1,

    Registry = 2,
}

/// <summary>How kinds of caches are written in a project.</summary>
public static class CacheWords
{
    public const string Legal = "local, registry, both (local;registry), or none";

    /// <returns><see langword="null"/> when a word is not <see cref="Legal"/>.</returns>
    public static CacheKinds? TryParse(IReadOnlyList<string> words)
    {
        if (words is ["none"])
            return CacheKinds.None;

        var kinds = CacheKinds.None;
        foreach (var word in words)
        {
            if (word is not ("local" or "registry"))
                return null;

            kinds |= word is "local" ? CacheKinds.Local : CacheKinds.Registry;
        }

        return kinds;
    }
}

/// <summary>Where the caches of one image are: no other image has one of them.</summary>
/// <param name="Folder">Absolute path, two levels below the folder of all caches; empty for none.</param>
/// <param name="Reference">In a registry; empty for none.</param>
public sealed record ImageCaches(string Folder, string Reference)
{
    public static ImageCaches None { get; } = new("", "");
}
