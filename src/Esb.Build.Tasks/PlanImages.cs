using Esb.Build.Builds;
using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Build.Processes;
using Esb.Build.Staleness;
using Microsoft.Build.Framework;

namespace Esb.Build.Tasks;

/// <summary>
/// Decides which of the planned images must be built, and says why. Asks the engine, and builds nothing.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class PlanImages : EsbTask
{
    /// <summary>In: absolute path of what was planned. Out: of the same with what was decided.</summary>
    [Required]
    [Output]
    public string Plan { get; set; } = "";

    /// <summary>Whether to name every changed input with its old and new value.</summary>
    public bool Explain { get; set; }

    /// <summary>Whether to show all images in a table.</summary>
    public bool Show { get; set; }

    public string Brand { get; set; } = "";

    /// <summary>Folder of the authority that registries may have their certificate from.</summary>
    public string CertDirectory { get; set; } = "";

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
        if (Esb.Build.Images.Brand.TryParse(Brand) is { } brand)
            docker = docker with { Authority = RegistryAuthority.Of(CertDirectory, brand, docker) };
        if (BuildPlanFile.Read(Plan, problems) is not { } planned
            || BuildPlanner.Decide(planned, (docker, SystemCommandRunner.Instance), problems, Cancellation)
                is not var (plan, facts))
        {
            return;
        }

        foreach (var line in Show ? PlanTable.Plan(facts.Decisions) : StaleLines.Plan(facts.Decisions, Explain))
            Say(line);
        StaleImages = EsbStaleImageItems.Write(plan.Stale);
        PresentImages = [.. plan.Present(facts.Records).Select(EsbBuiltImageItems.Write)];
        if (StaleImages.Length > 0)
            Plan = PlanOfBuild.Write(this, plan);
    }
}
