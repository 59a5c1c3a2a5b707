using Esb.Build.Definitions;
using Esb.Build.Images;

namespace Esb.Build.Plans;

/// <summary>What is to be built, finished and in order: what an image is built from comes before it.</summary>
/// <param name="StateDirectory">Absolute path of <c>.&lt;brand&gt;</c> at the repository's root.</param>
public sealed record ImagePlan(Brand Brand, string Mode, string StateDirectory, IReadOnlyList<ImageDefinition> Images)
{
    /// <summary>Absolute path of the folder with the local caches of all images, which need not exist.</summary>
    public required string CacheDirectory { get; init; }

    /// <summary>Groups of the bake file, <c>default</c> first.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<string> Targets)> Groups { get; init; } = [];
}
