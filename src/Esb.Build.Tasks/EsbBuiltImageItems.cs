using System.Globalization;
using Esb.Build.Records;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Esb.Build.Tasks;

/// <summary>Items <c>EsbBuiltImage</c>, the one place where their metadata is translated.</summary>
internal static class EsbBuiltImageItems
{
    private const string References = "References";

    public static ITaskItem Write(ImageRecord image)
    {
        var item = new TaskItem(image.Target);
        item.SetMetadata("Name", image.Name);
        item.SetMetadata("Kind", image.Kind);
        item.SetMetadata("Mode", image.Mode);
        item.SetMetadata(References, string.Join(';', image.References));
        item.SetMetadata("Digest", image.Digest);
        item.SetMetadata("GitSha", image.GitSha);
        item.SetMetadata("Size", image.Size.ToString(CultureInfo.InvariantCulture));
        item.SetMetadata("Seconds", image.Seconds.ToString("0.000", CultureInfo.InvariantCulture));
        return item;
    }

    public static IReadOnlyList<string> ReadReferences(ITaskItem item) => ItemMetadata.List(item, References);
}
