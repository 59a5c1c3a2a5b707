using Esb.Build.Bake;
using Esb.Build.Caches;
using Esb.Build.Definitions;
using Esb.Build.Staleness;

namespace Esb.Build.Builds;

/// <summary>Which caches a build may use.</summary>
internal static class UsedCaches
{
    /// <summary>
    /// Those of all images that are built or built from, but for what reads a secret that no build argument follows:
    /// a cache would give it the step that read another one, on whatever machine that was.
    /// </summary>
    /// <returns><see langword="null"/> where there are none.</returns>
    public static BuildCaches? Open(BuildPlan plan, BakeRequest request, CacheSettings? settings, IBakeLog log)
    {
        if (settings is null)
            return null;

        var unseen = plan.Images.Where(static i => i.Keys.UnseenSecrets.Length > 0).Select(static i => i.Target)
            .ToHashSet(StringComparer.Ordinal);
        var images = request.NeededFor(request.Targets)
            .Where(image => image.Caches != ImageCaches.None
                && !request.NeededFor([image]).Any(i => unseen.Contains(i.Target)))
            .ToDictionary(static i => i.Target, static i => i.Caches, StringComparer.Ordinal);
        if (images.Count == 0)
            return null;

        var holder = $"process {Environment.ProcessId}, which builds images of {settings.ProjectFile}";
        var known = plan.Images.Select(static i => i.Definition.Caches.Folder).ToHashSet(StringComparer.Ordinal);
        return BuildCaches.Open(
            new(settings, holder, known), images, line => log.Line(line, important: true));
    }
}
