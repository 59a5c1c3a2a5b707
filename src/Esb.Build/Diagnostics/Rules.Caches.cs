namespace Esb.Build.Diagnostics;

/// <summary>What goes wrong with the caches of images. The images are built all the same.</summary>
public static partial class Rules
{
    /// <summary>0: buildx's reason.</summary>
    public static Rule CacheNotSupported { get; } = Warning("ESB1150",
        "The builder cannot write caches: {0} Images are built without. Turn on the engine's containerd image store, or take another builder (-p:EsbBuilderDriver=docker-container), or write none (-p:EsbCacheReadOnly=true).");

    /// <summary>0: where, 1: the reason, 2: how many images.</summary>
    public static Rule CacheNotWritten { get; } = Warning("ESB1151",
        "The cache {0} cannot be written: {1} {2} image(s) have no new cache. Correct what the reason names; where this machine may not write it, set -p:EsbCacheReadOnly=true");

    /// <summary>0: where, 1: the reason, 2: how many images.</summary>
    public static Rule CacheNotRead { get; } = Warning("ESB1152",
        "The cache {0} cannot be read: {1} {2} image(s) are built without. Correct what the reason names (address, network, `docker login`).");

    /// <summary>0: folder, 1: what is wrong with it.</summary>
    public static Rule CacheDamaged { get; } = Warning("ESB1153",
        "The cache in {0} is damaged ({1}). It is not used; leave the folder to the next build, which makes it anew.");
}
