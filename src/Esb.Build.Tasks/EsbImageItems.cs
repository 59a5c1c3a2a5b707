using Esb.Build.Images;
using Microsoft.Build.Framework;

namespace Esb.Build.Tasks;

/// <summary>
/// Items <c>EsbImage</c>, the one place where their metadata is translated. Names are those of <see cref="ImageItem"/>.
/// </summary>
internal static class EsbImageItems
{
    public static IReadOnlyList<ImageItem> Read(IReadOnlyList<ITaskItem> items)
    {
        var images = new ImageItem[items.Count];
        for (var i = 0; i < images.Length; i++)
            images[i] = Read(items[i]);
        return images;
    }

    private static ImageItem Read(ITaskItem item) =>
        new(item.ItemSpec, new(item.GetMetadata("DefiningProjectFullPath")))
        {
            Kind = item.GetMetadata(nameof(ImageItem.Kind)),
            Context = item.GetMetadata(nameof(ImageItem.Context)),
            Dockerfile = item.GetMetadata(nameof(ImageItem.Dockerfile)),
            Stage = item.GetMetadata(nameof(ImageItem.Stage)),
            Repository = item.GetMetadata(nameof(ImageItem.Repository)),
            Network = item.GetMetadata(nameof(ImageItem.Network)),
            NoCache = item.GetMetadata(nameof(ImageItem.NoCache)),
            Pull = item.GetMetadata(nameof(ImageItem.Pull)),
            BaseImages = ItemMetadata.List(item, nameof(ImageItem.BaseImages)),
            Contexts = ItemMetadata.List(item, nameof(ImageItem.Contexts)),
            BuildArgs = ItemMetadata.List(item, nameof(ImageItem.BuildArgs)),
            Secrets = ItemMetadata.List(item, nameof(ImageItem.Secrets)),
            Ssh = ItemMetadata.List(item, nameof(ImageItem.Ssh)),
            Labels = ItemMetadata.List(item, nameof(ImageItem.Labels)),
            Tags = ItemMetadata.List(item, nameof(ImageItem.Tags)),
            Platforms = ItemMetadata.List(item, nameof(ImageItem.Platforms)),
            Modes = ItemMetadata.List(item, nameof(ImageItem.Modes)),
            Cache = ItemMetadata.List(item, nameof(ImageItem.Cache)),
            Groups = ItemMetadata.List(item, nameof(ImageItem.Groups)),
            Outputs = ItemMetadata.List(item, nameof(ImageItem.Outputs)),
        };
}
