using Esb.Build.Caches;
using Esb.Build.Diagnostics;
using Esb.Build.Records;
using Esb.Build.Staleness;
using Microsoft.Build.Framework;

namespace Esb.Build.Tasks;

/// <summary>Shows what images took from caches when they were built last, and how large their own are.</summary>
[MSBuildMultiThreadableTask]
public sealed class ReportCaches : EsbTask
{
    /// <summary>Absolute path of what was planned.</summary>
    [Required]
    public string Plan { get; set; } = "";

    protected override void Run(ProblemList problems)
    {
        if (BuildPlanFile.Read(Plan, problems) is not { } plan)
            return;

        var records = ImagesRecord.Read(plan.Paths.ImagesFile)
            .ToDictionary(static r => r.Target, StringComparer.Ordinal);
        var rows = plan.Asked.Select(image =>
        {
            var record = records.GetValueOrDefault(image.Target);
            return new CacheRow(image.Target, image.Definition.Caches, record?.Steps ?? 0, record?.CachedSteps ?? 0);
        });
        foreach (var line in CacheTable.Plan([.. rows]))
            Say(line);
    }
}
