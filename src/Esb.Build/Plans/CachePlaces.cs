using Esb.Build.Definitions;
using Esb.Build.Diagnostics;
using Esb.Build.Images;

namespace Esb.Build.Plans;

/// <summary>
/// Where the caches of an image are: a folder and a reference for each target and set of platforms, because whoever
/// writes a cache replaces what was there.
/// </summary>
internal static class CachePlaces
{
    private const string Tag = "buildcache";

    public static ImageCaches Plan(ItemCheck check, ImageDefinition image)
    {
        var words = check.Item.Cache;
        if (CacheWords.TryParse(words) is not { } own)
        {
            check.Report(Rules.BadCache, string.Join(';', words), CacheWords.Legal);
            return ImageCaches.None;
        }

        var kinds = words.Count > 0 ? own : check.Scope.Caches;
        return new(
            kinds.HasFlag(CacheKinds.Local) ? Folder(check, image) : "",
            kinds.HasFlag(CacheKinds.Registry) ? Reference(check, image) : "");
    }

    private static string Folder(ItemCheck check, ImageDefinition image) => Path.Combine(
        check.Scope.CacheDirectory,
        ImageGroups.MainOf(image.Kind, image.Mode),
        string.Join('@', Platforms(image).Prepend(image.Target)));

    private static string Reference(ItemCheck check, ImageDefinition image)
    {
        // The repository may name a registry of its own, where its cache is too unless EsbCacheRegistry says otherwise.
        var repository = TargetOptions.NameOfRepository(check);
        var hasHost = ReferenceGrammar.NamesHost(repository);
        var prefix = hasHost ? check.Scope.OwnCacheRegistryPrefix : check.Scope.CacheRegistryPrefix;
        if (prefix.Length == 0 && !hasHost)
        {
            check.Report(Rules.CacheRegistryRequired);
            return "";
        }

        var words = Platforms(image).Prepend(image.Mode).Where(static w => w.Length > 0).Prepend(Tag);
        var reference = $"{prefix}{repository}:{string.Join('-', words)}";
        if (ImageReference.TryParse(reference) is null)
            check.Report(Rules.BadReference, "its cache", reference, ImageReference.Legal);
        return reference;
    }

    private static IEnumerable<string> Platforms(ImageDefinition image) =>
        image.Platforms.Select(static p => p.Value.Replace('/', '-')).Order(StringComparer.Ordinal);
}
