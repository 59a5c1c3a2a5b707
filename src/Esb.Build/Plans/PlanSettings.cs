namespace Esb.Build.Plans;

/// <summary>
/// What holds for all images of a project, as its properties say it: text that nobody has checked yet.
/// </summary>
/// <param name="ProjectDirectory">Absolute; paths in items are relative to it.</param>
/// <param name="ProjectFile">Absolute; where a problem with a property is reported.</param>
/// <param name="Environment">The environment of the build; <c>&lt;BRAND&gt;_TAG</c> and others are read from
/// it.</param>
public sealed record PlanSettings(
    string ProjectDirectory, string ProjectFile, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>What a project is called that does not say it.</summary>
    public const string DefaultBrand = "esb";

    public string Brand { get; init; } = "";

    public string Mode { get; init; } = "";

    public IReadOnlyList<string> Modes { get; init; } = [];

    public string Tag { get; init; } = "";

    /// <summary>Whose run of end-to-end tests it is; empty for none.</summary>
    public string UniqueTag { get; init; } = "";

    public string Registry { get; init; } = "";

    public string CertDirectory { get; init; } = "";

    public IReadOnlyList<string> Cache { get; init; } = [];

    /// <summary>Absolute; empty for the one in the state folder.</summary>
    public string CacheDirectory { get; init; } = "";

    public string CacheRegistry { get; init; } = "";

    public IReadOnlyList<string> Platforms { get; init; } = [];

    public string Provenance { get; init; } = "";

    public bool Sbom { get; init; }

    public bool Push { get; init; }

    public bool NoCache { get; init; }

    public bool Pull { get; init; }

    /// <summary>Whether what an address gives that is not pinned is taken for what it was.</summary>
    public bool TrustAddresses { get; init; }

    public required Revision Revision { get; init; }
}

/// <summary>The commit that images are built of.</summary>
/// <param name="Root">Absolute path of the work tree; the state folder is in it.</param>
/// <param name="Sha">Full.</param>
/// <param name="Version">As <c>version.json</c> says it.</param>
/// <param name="RepositoryUrl">As <c>version.json</c> says it; may be empty.</param>
public sealed record Revision(string Root, string Sha, string Version, string RepositoryUrl);
