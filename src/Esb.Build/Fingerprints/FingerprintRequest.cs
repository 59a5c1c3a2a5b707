using Esb.Build.Definitions;
using Esb.Build.Images;

namespace Esb.Build.Fingerprints;

/// <summary>What to compute fingerprints of.</summary>
/// <param name="Images">In build order: what an image is built from comes before it.</param>
/// <param name="RepositoryRoot">Absolute; paths in it count from here, so that they are the same in every
/// clone.</param>
/// <param name="CacheFile">
/// Absolute path of the file that remembers digests of files by their status. It holds what BuildKit may have been
/// sent, so it should outlive <c>obj</c>.
/// </param>
/// <param name="SaltFile">Absolute; see <see cref="Files.Salt"/>. Read only when an image has a secret.</param>
public sealed record FingerprintRequest(
    IReadOnlyList<ImageDefinition> Images, string RepositoryRoot, string CacheFile, string SaltFile)
{
    /// <summary>
    /// The version of what a fingerprint means; another one makes every image stale and every remembered digest void.
    /// </summary>
    public string FormatVersion { get; init; } = "1";

    /// <summary>
    /// Absolute paths of the folders that this SDK writes: a context that has one in it must not be changed by
    /// building.
    /// </summary>
    public IReadOnlyList<string> OwnFolders { get; init; } = [];

    /// <summary>
    /// Whether the project has other images too, whose files are not to be forgotten because nobody looks at them.
    /// </summary>
    public bool IsPart { get; init; }

    /// <summary>
    /// Absolute path; see <see cref="Files.TransferEpochFile"/>. Beside the cache: losing both is right.
    /// </summary>
    public string EpochFile => Path.Join(Path.GetDirectoryName(CacheFile), "sent");

    /// <summary>The same of some images, and of all that they are built from.</summary>
    public FingerprintRequest Only(IEnumerable<string> targets)
    {
        var needed = targets.ToHashSet(StringComparer.Ordinal);
        var images = new List<ImageDefinition>();
        // What an image is built from comes before it.
        foreach (var image in Images.Reverse().Where(i => needed.Contains(i.Target)))
        {
            images.Add(image);
            needed.UnionWith(Fingerprinter.BasesOf(image));
        }

        images.Reverse();
        return this with { Images = images, IsPart = images.Count < Images.Count };
    }

    /// <summary>Where secrets of the form <c>env:</c> are read from.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);
}
