using Esb.Build.Images;

namespace Esb.Build.Plans;

/// <summary>What is to be built, finished and in order: what an image is built from comes before it.</summary>
/// <param name="MetaDirectory">Absolute path of the folder that holds <c>version.json</c>.</param>
public sealed record ImagePlan(Brand Brand, string Mode, string MetaDirectory, IReadOnlyList<PlannedImage> Images)
{
    /// <summary>Groups of the bake file, <c>default</c> first.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<string> Targets)> Groups { get; init; } = [];
}
