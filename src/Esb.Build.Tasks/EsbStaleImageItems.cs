using Esb.Build.Staleness;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Esb.Build.Tasks;

/// <summary>Items <c>EsbStaleImage</c>: planned images that must be built, and why.</summary>
internal static class EsbStaleImageItems
{
    public static ITaskItem[] Write(IEnumerable<PlannedImage> images) => [.. images.Select(Write)];

    private static TaskItem Write(PlannedImage image)
    {
        var item = EsbPlannedImageItems.Write(image);
        item.SetMetadata("Reason", ItemMetadata.Escape(image.Reason));
        return item;
    }
}
