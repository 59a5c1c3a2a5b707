using Esb.Build.Bake;
using Esb.Build.Diagnostics;
using Esb.Build.Processes;
using Microsoft.Build.Framework;

namespace Esb.Build.Tasks;

/// <summary>Builds the selected images with one call of <c>docker buildx bake</c> and records what was built.</summary>
[MSBuildMultiThreadableTask]
public sealed class RunBake : EsbTask
{
    /// <summary>Absolute path of the bake file.</summary>
    [Required]
    public string BakeFile { get; set; } = "";

    /// <summary>Items <c>EsbPlannedImage</c>: what to build.</summary>
    [Required]
    public ITaskItem[] Images { get; set; } = [];

    /// <summary>Absolute path of the record of built images.</summary>
    [Required]
    public string ImagesFile { get; set; } = "";

    /// <summary>The commit that the images are built of.</summary>
    [Required]
    public string Sha { get; set; } = "";

    public string DockerPath { get; set; } = "";

    public string Builder { get; set; } = "";

    /// <summary>Seconds that docker may take for an answer.</summary>
    public double DockerTimeout { get; set; } = 20;

    /// <summary>Items <c>EsbBuiltImage</c>.</summary>
    [Output]
    public ITaskItem[] BuiltImages { get; private set; } = [];

    protected override void Run(ProblemList problems)
    {
        using var signals = TerminationSignals.Listen(CancellationSource);
        var built = BakeRunner.Run(Request(), SystemCommandRunner.Instance, new BuildLog(Log), problems, Cancellation);
        if (built is null)
            return;

        var identities = Images.Select(EsbPlannedImageItems.ReadIdentity)
            .ToDictionary(static i => i.Target, StringComparer.Ordinal);
        var records = built.Select(image => Record(image, identities[image.Target])).ToList();
        ImagesRecord.Write(ImagesFile, records);
        BuiltImages = [.. records.Select(EsbBuiltImageItems.Write)];
        foreach (var line in ImageTable.Plan(records))
            Log.LogMessage(MessageImportance.High, "{0}", line);
    }

    private BakeRequest Request()
    {
        var docker = new DockerOptions(DockerPath, Builder, DockerTimeout).In(ProjectDirectory, Environment);
        return new(
            BakeFile, [.. Images.Select(EsbPlannedImageItems.ReadTarget)],
            docker with { Secrets = SecretValues.Read(Images, Environment) }, Path.GetDirectoryName(ImagesFile)!)
        {
            Entitlements =
                [.. Images.SelectMany(EsbPlannedImageItems.ReadEntitlements).Distinct(StringComparer.Ordinal)],
        };
    }

    private ImageRecord Record(BuiltImage image, PlannedIdentity identity) =>
        new(identity.Target, identity.Name, identity.Kind, identity.Mode)
        {
            References = image.References,
            Digest = image.Digest,
            GitSha = Sha,
            Seconds = Math.Round(image.Seconds, 3),
            Steps = image.Steps,
            CachedSteps = image.CachedSteps,
        };
}
