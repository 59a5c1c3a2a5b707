using Esb.Build.Bake;
using Esb.Build.Builds;
using Esb.Build.Caches;
using Esb.Build.Diagnostics;
using Esb.Build.Processes;
using Esb.Build.Records;
using Esb.Build.Staleness;
using Microsoft.Build.Framework;

namespace Esb.Build.Tasks;

/// <summary>Builds the stale images with <c>docker buildx bake</c> and records each that was built.</summary>
[MSBuildMultiThreadableTask]
public sealed class RunBake : EsbTask
{
    /// <summary>Absolute path of what was decided; see <see cref="PlanImages.Plan"/>.</summary>
    [Required]
    public string Plan { get; set; } = "";

    public string DockerPath { get; set; } = "";

    public string Builder { get; set; } = "";

    /// <summary>Seconds that docker may take for an answer.</summary>
    public double DockerTimeout { get; set; } = 20;

    /// <summary>Seconds to wait for another build of the project.</summary>
    public double LockTimeout { get; set; } = 3600;

    /// <summary>How many images may be built at once; 0 for as many as engines bear.</summary>
    public int MaxParallel { get; set; }

    /// <summary>Whether an image that cannot be built leaves those to be built that do not stand on it.</summary>
    public bool KeepGoing { get; set; }

    /// <summary><c>max</c> or <c>min</c>.</summary>
    public string CacheMode { get; set; } = "max";

    /// <summary>How much all local caches may hold, such as <c>10GB</c>.</summary>
    public string CacheLimit { get; set; } = "0";

    /// <summary>Whether caches are read and not written.</summary>
    public bool CacheReadOnly { get; set; }

    /// <summary>Whether the terminal logger is to show images and steps while they are built.</summary>
    public bool Live { get; set; }

    /// <summary>Items <c>EsbBuiltImage</c>.</summary>
    [Output]
    public ITaskItem[] BuiltImages { get; private set; } = [];

    protected override void Run(ProblemList problems)
    {
        var settings = new CacheSettings(ProjectFile) { Mode = CacheMode, ReadOnly = CacheReadOnly };
        if (CacheSettings.Parse(settings, CacheLimit, problems) is not { } caches
            || BuildPlanFile.Read(Plan, problems) is not { } plan)
        {
            return;
        }

        using var signals = TerminationSignals.Listen(CancellationSource);
        var records = Yielding(() => Build(plan, caches, problems));
        BuiltImages = [.. records.Select(EsbBuiltImageItems.Write)];
        foreach (var line in problems.HasErrors ? [] : ImageTable.Plan(records))
            Say(line);
    }

    private IReadOnlyList<ImageRecord> Build(BuildPlan plan, CacheSettings caches, ProblemList problems)
    {
        IBakeLog log = Live ? new TerminalLog(Log, BuildEngine) : new BuildLog(Log);
        var count = plan.Stale.Count();
        log.Working("building", count == 1 ? "1 image" : $"{count} images");
        var docker = new DockerOptions(DockerPath, Builder, DockerTimeout).In(ProjectDirectory, Environment);
        var options = new BuildOptions(docker)
        {
            Caches = caches,
            LockTimeout = TimeSpan.FromSeconds(Math.Clamp(LockTimeout, 0, 86400)),
            MaxParallel = MaxParallel,
            KeepGoing = KeepGoing,
        };
        return ImageBuild.Run(plan, options, new(SystemCommandRunner.Instance, log), problems, Cancellation);
    }

    // Other projects are built by this node meanwhile: nearly all of the time is waited for docker.
    private T Yielding<T>(Func<T> work)
    {
        var node = BuildEngine as IBuildEngine3;
        node?.Yield();
        try
        {
            return work();
        }
        finally
        {
            node?.Reacquire();
        }
    }
}
