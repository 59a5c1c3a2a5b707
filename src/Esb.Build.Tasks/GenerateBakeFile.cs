using Esb.Build.Diagnostics;
using Esb.Build.Plans;
using Microsoft.Build.Framework;

namespace Esb.Build.Tasks;

/// <summary>Checks and completes the project's images and writes them as one bake file. Needs no Docker.</summary>
[MSBuildMultiThreadableTask]
public sealed class GenerateBakeFile : EsbTask
{
    /// <summary>Items <c>EsbImage</c>.</summary>
    [Required]
    public ITaskItem[] Images { get; set; } = [];

    /// <summary>Absolute path of the file to write.</summary>
    [Required]
    public string BakeFile { get; set; } = "";

    /// <summary>Names, targets, groups or patterns; empty for all images of the mode.</summary>
    public string Only { get; set; } = "";

    public string Brand { get; set; } = "";

    public string Mode { get; set; } = "";

    public string Modes { get; set; } = "";

    public string Tag { get; set; } = "";

    public string Registry { get; set; } = "";

    public string CertDirectory { get; set; } = "";

    public string Platforms { get; set; } = "";

    public string Provenance { get; set; } = "";

    public bool Sbom { get; set; }

    public bool Push { get; set; }

    public bool NoCache { get; set; }

    public bool Pull { get; set; }

    [Required]
    public string RepositoryRoot { get; set; } = "";

    [Required]
    public string Sha { get; set; } = "";

    [Required]
    public string Version { get; set; } = "";

    public string RepositoryUrl { get; set; } = "";

    /// <summary>The selected images, one item a bake target.</summary>
    [Output]
    public ITaskItem[] PlannedImages { get; private set; } = [];

    protected override void Run(ProblemList problems)
    {
        var items = EsbImageItems.Read(Images);
        if (ImagePlanner.Plan(items, Settings(), problems) is not { } plan)
            return;

        Bake.BakeFile.Write(BakeFile, plan.Images, plan.Groups);
        var selected = Selection.Plan(plan, ItemMetadata.Words(Only), ProjectFile, problems);
        PlannedImages = EsbPlannedImageItems.Write(selected);
    }

    private PlanSettings Settings() => new(ProjectDirectory, ProjectFile, Environment)
    {
        Brand = Brand,
        Mode = Mode,
        Modes = ItemMetadata.Words(Modes),
        Tag = Tag,
        Registry = Registry,
        CertDirectory = CertDirectory.Length > 0 ? Path.GetFullPath(CertDirectory, ProjectDirectory) : "",
        Platforms = ItemMetadata.Words(Platforms),
        Provenance = Provenance,
        Sbom = Sbom,
        Push = Push,
        NoCache = NoCache,
        Pull = Pull,
        Revision = new(RepositoryRoot, Sha, Version, RepositoryUrl),
    };
}
