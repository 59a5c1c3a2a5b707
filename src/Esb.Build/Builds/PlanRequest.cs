using Esb.Build.Files;
using Esb.Build.Images;
using Esb.Build.Plans;
using Esb.Build.Sam;

namespace Esb.Build.Builds;

/// <summary>All that a project says of its images.</summary>
/// <param name="Items">Items <c>EsbImage</c>.</param>
/// <param name="Settings">Its properties.</param>
/// <param name="Outputs">Where it wants files.</param>
/// <param name="SdkVersion">Version of this SDK.</param>
public sealed record PlanRequest(
    IReadOnlyList<ImageItem> Items, PlanSettings Settings, OutputPaths Outputs, string SdkVersion)
{
    public SamRequest Sam { get; init; } = new();

    /// <summary>Names, targets, groups or patterns; empty for all images of the mode.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];
}
