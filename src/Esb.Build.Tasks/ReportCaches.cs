using Esb.Build.Caches;
using Esb.Build.Diagnostics;
using Esb.Build.Records;
using Microsoft.Build.Framework;

namespace Esb.Build.Tasks;

/// <summary>Shows what images took from caches when they were built last, and how large their own are.</summary>
[MSBuildMultiThreadableTask]
public sealed class ReportCaches : EsbTask
{
    /// <summary>Items <c>EsbPlannedImage</c>; a mode may have none.</summary>
    public ITaskItem[] Images { get; set; } = [];

    /// <summary>Absolute path of the record of built images.</summary>
    [Required]
    public string ImagesFile { get; set; } = "";

    protected override void Run(ProblemList problems)
    {
        var records = ImagesRecord.Read(ImagesFile).ToDictionary(static r => r.Target, StringComparer.Ordinal);
        var rows = Images.Select(item =>
        {
            var record = records.GetValueOrDefault(item.ItemSpec);
            var caches = EsbPlannedImageItems.ReadCaches(item);
            return new CacheRow(item.ItemSpec, caches, record?.Steps ?? 0, record?.CachedSteps ?? 0);
        });
        foreach (var line in CacheTable.Plan([.. rows]))
            Say(line);
    }
}
