using Esb.Build.Engines;
using Esb.Build.Records;

namespace Esb.Build.Staleness;

/// <summary>Everything that says which images are stale.</summary>
/// <param name="Images">In build order.</param>
/// <param name="Records">Of earlier builds.</param>
/// <param name="Engine">What the engine has now.</param>
/// <param name="InputsDirectory">Absolute path of the folder with manifests; see <see cref="InputsFolder"/>.</param>
public sealed record StalenessQuestion(
    IReadOnlyList<PlannedImage> Images,
    IReadOnlyList<ImageRecord> Records,
    EngineState Engine,
    string InputsDirectory)
{
    /// <summary>The digest of each reference that a registry has; only images that go there are looked up.</summary>
    public IReadOnlyDictionary<string, string> Registry { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);
}
