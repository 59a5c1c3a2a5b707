using Esb.Build.Definitions;
using Esb.Build.Files;
using Esb.Build.Fingerprints;
using Esb.Build.Images;
using Esb.Build.Records;
using Esb.Build.Tags;

namespace Esb.Build.Staleness;

/// <summary>
/// What one build would do: all images of the project, and of what it asks for which are stale. It is handed from task
/// to task, and what is baked and recorded is what it says.
/// </summary>
/// <param name="Sha">The commit that images are built of, full.</param>
/// <param name="Images">All of the project, in build order: what an image is built from comes before it.</param>
public sealed record BuildPlan(ProjectPaths Paths, string Sha, IReadOnlyList<PlannedImage> Images)
{
    /// <summary>Version of this SDK.</summary>
    public required string SdkVersion { get; init; }

    /// <summary>
    /// Absolute paths of the folders that this SDK writes; see <see cref="ProjectPaths.OwnFolders"/>.
    /// </summary>
    public IReadOnlyList<string> OwnFolders { get; init; } = [];

    /// <summary>Id of the engine that was asked what is stale; empty before.</summary>
    public string Engine { get; init; } = "";

    /// <summary>Name and driver of the builder: <c>default (docker)</c>; empty before the engine was asked.</summary>
    public string Builder { get; init; } = "";

    /// <summary>Of the record with which that was decided; another one means that another build came between.</summary>
    public string RecordsDigest { get; init; } = "";

    /// <summary>What this build is about.</summary>
    public IEnumerable<PlannedImage> Asked => Images.Where(static i => i.IsAsked);

    /// <summary>What of it must be built.</summary>
    public IEnumerable<PlannedImage> Stale => Images.Where(static i => i.IsStale);

    /// <summary>What is known of the images that are up to date.</summary>
    /// <param name="records">By target.</param>
    public IEnumerable<ImageRecord> Present(IReadOnlyDictionary<string, ImageRecord> records) =>
        Asked.Where(static i => !i.IsStale)
            // Its references may have changed places since.
            .Select(i => records[i.Target] with { References = i.References, GitSha = Sha });

    /// <summary>Where all inputs of the plan are found again.</summary>
    /// <param name="environment">What docker gets.</param>
    public FingerprintRequest Inputs(IReadOnlyDictionary<string, string> environment) =>
        new(
            [.. Images.Select(static i => i.Definition)], Paths.RepositoryRoot, Paths.StatCacheFile, Paths.SaltFile)
        {
            FormatVersion = SdkVersion,
            WorkingDirectory = Paths.ProjectDirectory,
            Environment = environment,
            OwnFolders = OwnFolders,
        };
}

/// <summary>One image of a plan: its definition, its inputs, and what was decided of it.</summary>
public sealed record PlannedImage(ImageDefinition Definition, ImageKeys Keys)
{
    /// <summary>Whether this build is about it, and not only about what is built from it.</summary>
    public bool IsAsked { get; init; }

    /// <summary>Why it must be built, the plainest first; none when it is up to date or nobody has asked yet.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>
    /// The identity that the engine had for each image from elsewhere that it is built from; empty where it had none.
    /// </summary>
    public IReadOnlyDictionary<string, string> ExternalIdentities { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    public bool IsStale => Reasons.Count > 0;

    /// <summary>One line for the log; empty when it is up to date.</summary>
    public string Reason => Reasons.Count < 2 ? string.Concat(Reasons) : $"{Reasons[0]} (and {Reasons.Count - 1} more)";

    public string Target => Definition.Target;

    /// <summary>The definition as it is baked: with the immutable tag, which only its inputs can give it.</summary>
    public ImageDefinition Tagged => ImmutableTag.Add(Definition, Keys.Fingerprint);

    /// <summary>All that it is called, the first is the main one.</summary>
    public IReadOnlyList<string> References => [.. Tagged.References.Select(static r => r.ToString())];

    /// <summary>
    /// Where it is looked for in the engine: not under the immutable tag, which is there for registries.
    /// </summary>
    public IReadOnlyList<string> EngineReferences => [.. Definition.References.Select(static r => r.ToString())];

    public Destination Destination => Destinations.Of(Definition.Outputs);

    /// <summary>What to record of the image when it was built, but for what only the build knows.</summary>
    public ImageRecord Record(BuildPlan plan) =>
        new(Target, Definition.Name.Value, Definition.Kind.Text(), Definition.Mode)
        {
            References = References,
            Fingerprint = Keys.Fingerprint,
            Content = Keys.Content,
            UncheckedSince = Keys.Changed,
            Engine = plan.Engine,
            Builder = plan.Builder,
            ExternalImages = ExternalIdentities,
            GitSha = plan.Sha,
        };
}
