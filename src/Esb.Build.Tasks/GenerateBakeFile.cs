using System.Text;
using Esb.Build.Diagnostics;
using Esb.Build.Files;
using Esb.Build.Fingerprints;
using Esb.Build.Plans;
using Esb.Build.Staleness;
using Esb.Build.Tags;
using Esb.Build.Versions;
using Microsoft.Build.Framework;

namespace Esb.Build.Tasks;

/// <summary>
/// Checks and completes the project's images, looks at all that they are made of, and writes them as one bake file.
/// Needs no Docker.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class GenerateBakeFile : EsbTask
{
    /// <summary>Items <c>EsbImage</c>, and the functions of templates, of which there may be none.</summary>
    public ITaskItem[] Images { get; set; } = [];

    /// <summary>Absolute path of the file to write.</summary>
    [Required]
    public string BakeFile { get; set; } = "";

    /// <summary>
    /// Absolute path of the file that says how functions are run; empty where the project has no templates.
    /// </summary>
    public string FunctionsFile { get; set; } = "";

    /// <summary>Absolute path of the folder with what images are made of.</summary>
    [Required]
    public string InputsDirectory { get; set; } = "";

    /// <summary>Absolute path of the folder that the build writes into.</summary>
    [Required]
    public string OutputDirectory { get; set; } = "";

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

    /// <summary>The images that <see cref="PlannedImages"/> may be built from and that are not among them.</summary>
    [Output]
    public ITaskItem[] LinkedImages { get; private set; } = [];

    /// <summary>Absolute path of the folder that remembers the project's files from one build to the next.</summary>
    [Output]
    public string StateDirectory { get; private set; } = "";

    protected override void Run(ProblemList problems)
    {
        if (ImagePlanner.Plan(EsbImageItems.Read(Images), Settings(), problems) is not { } plan
            || Look(plan, problems) is not { } inputs)
        {
            return;
        }

        plan = plan with { Images = [.. plan.Images.Select(i => ImmutableTag.Add(i, inputs[i.Target].Fingerprint))] };
        InputsFolder.Write(InputsDirectory, inputs.Values, problems);
        if (problems.HasErrors)
            return;

        Bake.BakeFile.Write(BakeFile, plan.Images, plan.Groups);
        WriteFunctions(plan);
        var selected = Selection.Plan(plan, ItemMetadata.Words(Only), ProjectFile, problems);
        PlannedImages = EsbPlannedImageItems.Write(selected, inputs);
        LinkedImages = EsbPlannedImageItems.Write([.. plan.Images.Except(selected)], inputs);
    }

    // Here, because only the finished plan knows what the images are called.
    private void WriteFunctions(ImagePlan plan)
    {
        if (FunctionsFile.Length == 0)
            return;

        var text = Sam.FunctionsFile.Text(EsbFunctionItems.ReadRuns(Images, plan));
        GeneratedFile.Write(FunctionsFile, Encoding.UTF8.GetBytes(text));
    }

    private IReadOnlyDictionary<string, ImageInputs>? Look(ImagePlan plan, ProblemList problems)
    {
        StateDirectory = StateFolder.OfProject(plan.StateDirectory, ProjectFile);
        var request = new FingerprintRequest(
            plan.Images, RepositoryRoot, Path.Join(StateDirectory, "files"), Path.Join(plan.StateDirectory, "salt"))
        {
            FormatVersion = SdkVersion,
            Environment = Environment,
            OwnFolders = [OutputDirectory, plan.StateDirectory, plan.CacheDirectory],
        };
        PlannedInputs.Keep(this, BakeFile, request);
        var found = Fingerprinter.Plan(request, problems, Cancellation);
        return problems.HasErrors ? null : found.Images;
    }

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
        Revision = new(RepositoryRoot, Sha, Version, RepositoryUrl),
    };

    private string Absolute(string path) => path.Length > 0 ? Path.GetFullPath(path, ProjectDirectory) : "";
}
