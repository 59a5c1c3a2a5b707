using Esb.Build.Images;
using Esb.Build.Staleness;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Esb.Build.Tasks;

/// <summary>
/// Items <c>EsbPlannedImage</c>, for projects to read: no task reads them again. What tasks hand on to each other is
/// the plan of the build.
/// </summary>
internal static class EsbPlannedImageItems
{
    public static ITaskItem[] Write(IEnumerable<PlannedImage> images) => [.. images.Select(Write)];

    public static TaskItem Write(PlannedImage image)
    {
        var item = new TaskItem(image.Target);
        Set(item, "Name", image.Definition.Name.Value);
        Set(item, "Kind", image.Definition.Kind.Text());
        Set(item, "Mode", image.Definition.Mode);
        Set(item, "References", string.Join(';', image.References));
        Set(item, "Dockerfile", ItemMetadata.Escape(image.Definition.Dockerfile));
        Set(item, "Fingerprint", image.Keys.Fingerprint);
        Set(item, "Content", image.Keys.Content);
        return item;
    }

    // Empty is what MSBuild says of metadata that is not there; each that is costs some 5 microseconds.
    private static void Set(TaskItem item, string name, string value)
    {
        if (value.Length > 0)
            item.SetMetadata(name, value);
    }
}
