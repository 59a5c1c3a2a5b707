using Esb.Build.Diagnostics;
using Esb.Build.Processes;
using Esb.Build.Records;
using Esb.Build.Staleness;
using Microsoft.Build.Framework;

namespace Esb.Build.Tasks;

/// <summary>
/// Decides which of the planned images must be built, and says why. Asks the engine, and builds nothing.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class PlanImages : EsbTask
{
    /// <summary>Items <c>EsbPlannedImage</c>; a mode may have none.</summary>
    public ITaskItem[] Images { get; set; } = [];

    /// <summary>Absolute path of the record of built images.</summary>
    [Required]
    public string ImagesFile { get; set; } = "";

    /// <summary>Absolute path of the folder with what images are made of.</summary>
    [Required]
    public string InputsDirectory { get; set; } = "";

    /// <summary>Absolute path of the plan to write.</summary>
    [Required]
    public string PlanFile { get; set; } = "";

    /// <summary>The commit that the images are of.</summary>
    [Required]
    public string Sha { get; set; } = "";

    /// <summary>Whether to name every changed input with its old and new value.</summary>
    public bool Explain { get; set; }

    /// <summary>Whether to show all images in a table.</summary>
    public bool Show { get; set; }

    public string DockerPath { get; set; } = "";

    public string Builder { get; set; } = "";

    /// <summary>Seconds that docker may take for an answer.</summary>
    public double DockerTimeout { get; set; } = 20;

    /// <summary>Items <c>EsbStaleImage</c>.</summary>
    [Output]
    public ITaskItem[] StaleImages { get; private set; } = [];

    /// <summary>Items <c>EsbBuiltImage</c> of the images that are up to date.</summary>
    [Output]
    public ITaskItem[] PresentImages { get; private set; } = [];

    protected override void Run(ProblemList problems)
    {
        var docker = new DockerOptions(DockerPath, Builder, DockerTimeout).In(ProjectDirectory, Environment);
        var states = Images.Select(EsbPlannedImageItems.ReadState).ToList();
        var request = new StalenessRequest(states, ImagesFile, InputsDirectory, docker);
        if (StalenessReader.Read(request, SystemCommandRunner.Instance, problems, Cancellation) is not { } facts)
            return;

        var planned = Images.Zip(facts.Decisions, static (item, decision) => (Item: item, Decision: decision)).ToList();
        Staleness.PlanFile.Write(PlanFile, [.. planned.Select(static p => Entry(p.Item, p.Decision))]);
        StaleImages = [.. planned.Where(static p => p.Decision.IsStale)
            .Select(p => EsbStaleImageItems.Write(p.Item, p.Decision, facts.Engine))];
        PresentImages = [.. planned.Where(static p => !p.Decision.IsStale)
            .Select(p => EsbBuiltImageItems.Write(Present(facts.Records[p.Item.ItemSpec], p.Item)))];
        Report(facts.Decisions);
    }

    private void Report(IReadOnlyList<ImageDecision> decisions)
    {
        foreach (var line in Show ? PlanTable.Plan(decisions) : StaleLines.Plan(decisions, Explain))
            Log.LogMessage(MessageImportance.High, "{0}", line);
    }

    // Its references may have changed places since.
    private ImageRecord Present(ImageRecord record, ITaskItem item) =>
        record with { References = EsbPlannedImageItems.ReadState(item).References, GitSha = Sha };

    private static PlanEntry Entry(ITaskItem item, ImageDecision decision) => new(
        decision, EsbPlannedImageItems.ReadState(item).Fingerprint, EsbPlannedImageItems.ReadInputCount(item));
}
