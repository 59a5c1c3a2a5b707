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

        Write(states, facts);
        Report(facts.Decisions);
    }

    private void Write(List<ImageState> states, StalenessFacts facts)
    {
        var entries = new List<PlanEntry>(Images.Length);
        var stale = new List<ITaskItem>();
        var present = new List<ITaskItem>();
        for (var i = 0; i < Images.Length; i++)
        {
            var (item, state, decision) = (Images[i], states[i], facts.Decisions[i]);
            entries.Add(new(decision, state.Fingerprint, EsbPlannedImageItems.ReadInputCount(item)));
            if (decision.IsStale)
                stale.Add(EsbStaleImageItems.Write(item, decision, facts.Engine));
            else
                present.Add(EsbBuiltImageItems.Write(Present(facts.Records[state.Target], state)));
        }

        Staleness.PlanFile.Write(PlanFile, entries);
        (StaleImages, PresentImages) = ([.. stale], [.. present]);
    }

    private void Report(IReadOnlyList<ImageDecision> decisions)
    {
        foreach (var line in Show ? PlanTable.Plan(decisions) : StaleLines.Plan(decisions, Explain))
            Say(line);
    }

    // Its references may have changed places since.
    private ImageRecord Present(ImageRecord record, ImageState state) =>
        record with { References = state.References, GitSha = Sha };
}
