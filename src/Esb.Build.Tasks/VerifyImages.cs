using Esb.Build.Diagnostics;
using Esb.Build.Processes;
using Esb.Build.Versions;
using Microsoft.Build.Framework;

namespace Esb.Build.Tasks;

/// <summary>Fails where a built image does not say HEAD in its <c>/app/version.json</c>.</summary>
[MSBuildMultiThreadableTask]
public sealed class VerifyImages : EsbTask
{
    /// <summary>Items <c>EsbBuiltImage</c>.</summary>
    [Required]
    public ITaskItem[] Images { get; set; } = [];

    /// <summary>HEAD, full.</summary>
    [Required]
    public string Sha { get; set; } = "";

    public string DockerPath { get; set; } = "";

    /// <summary>Seconds that docker may take for an answer.</summary>
    public double DockerTimeout { get; set; } = 20;

    protected override void Run(ProblemList problems)
    {
        using var signals = TerminationSignals.Listen(CancellationSource);
        var references = Images.Select(static i => EsbBuiltImageItems.ReadReferences(i)[0]).ToList();
        var docker = new DockerOptions(DockerPath, "", DockerTimeout).In(ProjectDirectory, Environment);
        var request = new VerifyRequest(docker, references, Sha);
        var right = ImageVersions.Check(request, SystemCommandRunner.Instance, problems, Cancellation);
        Say($"{right} of {references.Count} images say {Sha} in {ImageVersions.Path}");
    }
}
