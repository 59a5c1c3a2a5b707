using Esb.Build.Builds;
using Esb.Build.Diagnostics;
using Esb.Build.Plans;
using Microsoft.Build.Framework;

namespace Esb.Build.Tasks;

/// <summary>
/// Checks and completes the project's images, looks at all that they are made of, and writes them as one bake file.
/// Needs no Docker.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class GenerateBakeFile : EsbTask
{
    /// <summary>Items <c>EsbImage</c>, of which there may be none.</summary>
    public ITaskItem[] Images { get; set; } = [];

    /// <summary>The folder that the build writes into; this and the files are relative to the project.</summary>
    [Required]
    public string OutputPath { get; set; } = "";

    public string BakeFile { get; set; } = "";

    public string ImagesFile { get; set; } = "";

    public string PlanFile { get; set; } = "";

    /// <summary>Version of this SDK.</summary>
    [Required]
    public string SdkVersion { get; set; } = "";

    /// <summary>Names, targets, groups or patterns; empty for all images of the mode.</summary>
    public string Only { get; set; } = "";

    public string Brand { get; set; } = "";

    public string Mode { get; set; } = "";

    public string Modes { get; set; } = "";

    public string Tag { get; set; } = "";

    public string UniqueTag { get; set; } = "";

    public string Registry { get; set; } = "";

    public string CertDirectory { get; set; } = "";

    /// <summary>Words for where caches are kept; empty for nowhere.</summary>
    public string Cache { get; set; } = "";

    /// <summary>Folder of the local caches; empty for the one in the state folder.</summary>
    public string CacheDirectory { get; set; } = "";

    public string CacheRegistry { get; set; } = "";

    public string Platforms { get; set; } = "";

    public string Provenance { get; set; } = "";

    public bool Sbom { get; set; }

    public bool Push { get; set; }

    public bool NoCache { get; set; }

    public bool Pull { get; set; }

    /// <summary>Whether what an address gives that is not pinned is taken for what it was.</summary>
    public bool TrustAddresses { get; set; }

    [Required]
    public string RepositoryRoot { get; set; } = "";

    [Required]
    public string Sha { get; set; } = "";

    [Required]
    public string Version { get; set; } = "";

    public string RepositoryUrl { get; set; } = "";

    /// <summary>Items <c>EsbSamTemplate</c>.</summary>
    public ITaskItem[] SamTemplates { get; set; } = [];

    /// <summary>Items <c>EsbSamParameter</c>.</summary>
    public ITaskItem[] SamParameters { get; set; } = [];

    /// <summary>Items <c>EsbLambdaBase</c>.</summary>
    public ITaskItem[] LambdaBases { get; set; } = [];

    /// <summary>Items <c>EsbFunctionImage</c>.</summary>
    public ITaskItem[] FunctionImages { get; set; } = [];

    public string RuntimeHooks { get; set; } = "";

    /// <summary>Items <c>EsbPlannedImage</c>: the selected images, one item a bake target.</summary>
    [Output]
    public ITaskItem[] PlannedImages { get; private set; } = [];

    /// <summary>Absolute path of the bake file.</summary>
    [Output]
    public string WrittenBakeFile { get; private set; } = "";

    /// <summary>Absolute path of the file that hands the plan to the next task.</summary>
    [Output]
    public string Plan { get; private set; } = "";

    /// <summary>Absolute path of the folder that remembers the project's files from one build to the next.</summary>
    [Output]
    public string StateDirectory { get; private set; } = "";

    protected override void Run(ProblemList problems)
    {
        if (BuildPlanner.Plan(Request(), problems, Cancellation) is not { } plan)
            return;

        PlannedImages = EsbPlannedImageItems.Write(plan.Asked);
        (WrittenBakeFile, StateDirectory) = (plan.Paths.BakeFile, plan.Paths.ProjectState);
        Plan = PlanOfBuild.Write(this, plan);
    }

    private PlanRequest Request() =>
        new(EsbImageItems.Read(Images), Settings(), new(OutputPath, BakeFile, ImagesFile, PlanFile), SdkVersion)
        {
            Sam = new()
            {
                Templates = SamItems.ReadTemplates(SamTemplates),
                Parameters = SamItems.ReadParameters(SamParameters),
                Bases = SamItems.ReadBases(LambdaBases),
                Overrides = SamItems.ReadOverrides(FunctionImages),
                RuntimeHooks = RuntimeHooks,
            },
            Only = ItemMetadata.Words(Only),
        };

    private PlanSettings Settings() => new(ProjectDirectory, ProjectFile, Environment)
    {
        Brand = Brand,
        Mode = Mode,
        Modes = ItemMetadata.Words(Modes),
        Tag = Tag,
        UniqueTag = UniqueTag,
        Registry = Registry,
        CertDirectory = Absolute(CertDirectory),
        Cache = ItemMetadata.Words(Cache),
        CacheDirectory = Absolute(CacheDirectory),
        CacheRegistry = CacheRegistry,
        Platforms = ItemMetadata.Words(Platforms),
        Provenance = Provenance,
        Sbom = Sbom,
        Push = Push,
        NoCache = NoCache,
        Pull = Pull,
        TrustAddresses = TrustAddresses,
        Revision = new(RepositoryRoot, Sha, Version, RepositoryUrl),
    };

    private string Absolute(string path) => path.Length > 0 ? Path.GetFullPath(path, ProjectDirectory) : "";
}
