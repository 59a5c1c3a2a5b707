using System.Globalization;
using Esb.Build.Definitions;
using Esb.Build.Files;
using Esb.Build.Images;

namespace Esb.Build.Caches;

/// <summary>One image in the report of caches.</summary>
/// <param name="Steps">Of its last build; 0 where none is recorded.</param>
/// <param name="CachedSteps">How many of them came from a cache, the builder's own or another.</param>
public sealed record CacheRow(string Target, ImageCaches Caches, int Steps, int CachedSteps);

/// <summary>The table of <c>EsbCacheReport</c>: what each image took from caches, and what its own is.</summary>
public static class CacheTable
{
    private static readonly string[] Header = ["image", "cache", "last used", "steps", "cached", "size"];

    /// <summary>Header, one line an image, and the sum; times are UTC.</summary>
    public static IReadOnlyList<string> Plan(IReadOnlyList<CacheRow> images)
    {
        var sizes = images.Select(static i => i.Caches.Folder.Length > 0 ? CacheFolder.SizeOf(i.Caches.Folder) : 0)
            .ToList();
        var rows = images.Select((image, i) => Row(image, sizes[i]));
        var (steps, cached) = (images.Sum(static i => i.Steps), images.Sum(static i => i.CachedSteps));
        var share = steps == 0 ? 0 : 100.0 * cached / steps;
        return
        [
            .. TextTable.Align([Header, .. rows], numbers: 3),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{cached} of {steps} steps cached ({share:0} %); local caches hold {ByteSize.Text(sizes.Sum())}"),
        ];
    }

    private static string[] Row(CacheRow image, long size)
    {
        var (folder, reference) = image.Caches;
        var used = folder.Length > 0 ? CacheFolder.LastUse(folder) : DateTime.MinValue;
        var places = new[] { folder.Length > 0 ? "local" : "", reference }.Where(static p => p.Length > 0);
        return
        [
            image.Target,
            string.Join(", ", places) is { Length: > 0 } all ? all : "-",
            used == DateTime.MinValue ? "-" : used.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            image.Steps == 0 ? "-" : image.Steps.ToString(CultureInfo.InvariantCulture),
            image.Steps == 0 ? "-" : image.CachedSteps.ToString(CultureInfo.InvariantCulture),
            size == 0 ? "-" : ByteSize.Text(size),
        ];
    }
}
