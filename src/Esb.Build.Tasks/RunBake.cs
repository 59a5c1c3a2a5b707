using Esb.Build.Bake;
using Esb.Build.Builds;
using Esb.Build.Caches;
using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Build.Processes;
using Microsoft.Build.Framework;

namespace Esb.Build.Tasks;

/// <summary>Builds the stale images with <c>docker buildx bake</c> and records each that was built.</summary>
[MSBuildMultiThreadableTask]
public sealed class RunBake : EsbTask
{
    /// <summary>Absolute path of the bake file.</summary>
    [Required]
    public string BakeFile { get; set; } = "";

    /// <summary>Items <c>EsbStaleImage</c>: what to build.</summary>
    [Required]
    public ITaskItem[] Images { get; set; } = [];

    /// <summary>Items <c>EsbPlannedImage</c>: all of this build.</summary>
    [Required]
    public ITaskItem[] PlannedImages { get; set; } = [];

    /// <summary>What these may be built from and that is not among them.</summary>
    public ITaskItem[] LinkedImages { get; set; } = [];

    /// <summary>Absolute path of the record of built images.</summary>
    [Required]
    public string ImagesFile { get; set; } = "";

    /// <summary>Absolute path of the folder with what images are made of.</summary>
    [Required]
    public string InputsDirectory { get; set; } = "";

    /// <summary>Absolute path of the folder that remembers the project's files from one build to the next.</summary>
    [Required]
    public string StateDirectory { get; set; } = "";

    /// <summary>The commit that the images are built of.</summary>
    [Required]
    public string Sha { get; set; } = "";

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
        if (CacheSettings.Parse(settings, CacheLimit, problems) is not { } caches)
            return;

        using var signals = TerminationSignals.Listen(CancellationSource);
        IBakeLog log = Live ? new TerminalLog(Log, BuildEngine) : new BuildLog(Log);
        log.Working("building", Images.Length == 1 ? "1 image" : $"{Images.Length} images");
        var records = ImageBuild.Run(Request(caches), SystemCommandRunner.Instance, log, problems, Cancellation);
        BuiltImages = [.. records.Select(EsbBuiltImageItems.Write)];
        foreach (var line in problems.HasErrors ? [] : ImageTable.Plan(records))
            Say(line);
    }

    private BuildRequest Request(CacheSettings caches)
    {
        ITaskItem[] all = [.. PlannedImages, .. LinkedImages];
        var docker = new DockerOptions(DockerPath, Builder, DockerTimeout).In(ProjectDirectory, Environment);
        var secrets = SecretValues.Read(all, Environment).Concat(MachineSecrets.Read(docker));
        var asked = Images.Select(static i => i.ItemSpec).ToHashSet(StringComparer.Ordinal);
        var states = PlannedImages.Select(EsbPlannedImageItems.ReadState).ToList();
        var records = Images.Select(i => EsbStaleImageItems.ReadRecord(i) with { GitSha = Sha })
            .ToDictionary(static r => r.Target, StringComparer.Ordinal);
        return new(records, StateDirectory)
        {
            Staleness = new(states, ImagesFile, InputsDirectory, docker),
            LockTimeout = TimeSpan.FromSeconds(Math.Clamp(LockTimeout, 0, 86400)),
            Inputs = PlannedInputs.Of(this, BakeFile),
            UnseenSecrets = all.ToDictionary(
                static i => i.ItemSpec, EsbPlannedImageItems.ReadUnseenSecrets, StringComparer.Ordinal),
            Caches = caches,
            CachePlaces = all.ToDictionary(
                static i => i.ItemSpec, EsbPlannedImageItems.ReadCaches, StringComparer.Ordinal),
            Bake = new(
                BakeFile, [.. Images.Select(EsbPlannedImageItems.ReadTarget)],
                docker with { Secrets = [.. secrets] }, Path.GetDirectoryName(ImagesFile)!)
            {
                MaxParallel = MaxParallel,
                KeepGoing = KeepGoing,
                Linked = [.. all.Where(i => !asked.Contains(i.ItemSpec)).Select(EsbPlannedImageItems.ReadTarget)],
                Entitlements =
                    [.. all.SelectMany(EsbPlannedImageItems.ReadEntitlements).Distinct(StringComparer.Ordinal)],
            },
        };
    }
}
