using Esb.Build.Definitions;
using Esb.Build.Images;

namespace Esb.Build.Plans;

/// <summary>
/// Gives each image the images from elsewhere that those are built from that it is built from: when one of them moves,
/// both must be built again, also where only the one is asked for.
/// </summary>
internal static class ExternalImages
{
    /// <param name="images">In build order.</param>
    public static IReadOnlyList<ImageDefinition> Inherit(IReadOnlyList<ImageDefinition> images)
    {
        var known = new Dictionary<string, IReadOnlyList<string>>(images.Count, StringComparer.Ordinal);
        var complete = new List<ImageDefinition>(images.Count);
        foreach (var image in images)
        {
            var all = new SortedSet<string>(image.ExternalImages, StringComparer.Ordinal);
            foreach (var target in image.BuiltFrom)
                all.UnionWith(known.GetValueOrDefault(target, []));
            known[image.Target] = [.. all];
            complete.Add(image with { ExternalImages = known[image.Target] });
        }

        return complete;
    }
}
