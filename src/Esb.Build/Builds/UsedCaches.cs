using Esb.Build.Bake;
using Esb.Build.Caches;
using Esb.Build.Definitions;
using Esb.Build.Images;

namespace Esb.Build.Builds;

/// <summary>Which caches a build may use.</summary>
internal static class UsedCaches
{
    /// <summary>
    /// Those of all images that are built or built from, but for what reads a secret that no build argument follows:
    /// a cache would give it the step that read another one, on whatever machine that was.
    /// </summary>
    /// <returns><see langword="null"/> where there are none.</returns>
    public static BuildCaches? Open(BuildRequest request, IBakeLog log)
    {
        if (request.Caches is not { } settings)
            return null;

        var images = request.Bake.NeededFor(request.Bake.Targets).Select(static t => t.Name)
            .Where(name => request.CachePlaces.GetValueOrDefault(name, ImageCaches.None) != ImageCaches.None
                && !HasUnseenSecret(name, request))
            .ToDictionary(static name => name, name => request.CachePlaces[name], StringComparer.Ordinal);
        if (images.Count == 0)
            return null;

        var holder = $"process {Environment.ProcessId}, which builds images of {settings.ProjectFile}";
        var known = request.CachePlaces.Values.Select(static c => c.Folder).ToHashSet(StringComparer.Ordinal);
        return BuildCaches.Open(
            new(settings, holder, known), images, line => log.Line(line, important: true));
    }

    private static bool HasUnseenSecret(string name, BuildRequest request)
    {
        var target = request.Bake.Targets.Concat(request.Bake.Linked)
            .First(t => t.Name.Equals(name, StringComparison.Ordinal));
        return request.Bake.NeededFor([target])
            .Any(t => request.UnseenSecrets.GetValueOrDefault(t.Name, "").Length > 0);
    }
}
