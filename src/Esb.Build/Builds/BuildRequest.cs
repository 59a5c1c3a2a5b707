using Esb.Build.Bake;
using Esb.Build.Caches;
using Esb.Build.Definitions;
using Esb.Build.Fingerprints;
using Esb.Build.Images;
using Esb.Build.Records;
using Esb.Build.Staleness;

namespace Esb.Build.Builds;

/// <summary>What to build, and where that is recorded.</summary>
/// <param name="Records">What to record of each target when it was built, but for what only the build knows.</param>
/// <param name="StateDirectory">Absolute path of the folder that remembers the project's files.</param>
public sealed record BuildRequest(IReadOnlyDictionary<string, ImageRecord> Records, string StateDirectory)
{
    public required BakeRequest Bake { get; init; }

    /// <summary>
    /// By target: see <see cref="ImageInputs.UnseenSecrets"/>; also of what targets are built from.
    /// </summary>
    public required IReadOnlyDictionary<string, string> UnseenSecrets { get; init; }

    /// <summary>Where the caches of all planned images are, by target; none where there are none.</summary>
    public IReadOnlyDictionary<string, ImageCaches> CachePlaces { get; init; } =
        new Dictionary<string, ImageCaches>(StringComparer.Ordinal);

    /// <summary>What holds for all of them; <see langword="null"/> where none is used.</summary>
    public CacheSettings? Caches { get; init; }

    /// <summary>
    /// What says which images are stale; asked again where another build of the project had to be waited for, because
    /// that may have built them.
    /// </summary>
    public required StalenessRequest Staleness { get; init; }

    /// <summary>How long to wait for another build of the project.</summary>
    public required TimeSpan LockTimeout { get; init; }

    /// <summary>
    /// What was looked at when the build was planned; <see langword="null"/> where that is not known, and then nobody
    /// looks once more.
    /// </summary>
    public FingerprintRequest? Inputs { get; init; }
}
