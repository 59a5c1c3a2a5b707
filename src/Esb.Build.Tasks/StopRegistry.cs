using Esb.Build.Diagnostics;
using Esb.Build.Images;
using Esb.Build.Processes;
using Esb.Build.Registries;
using Microsoft.Build.Framework;

namespace Esb.Build.Tasks;

/// <summary>Stops the local registry and removes its container; its images stay.</summary>
[MSBuildMultiThreadableTask]
public sealed class StopRegistry : EsbTask
{
    public string Brand { get; set; } = "";

    public string DockerPath { get; set; } = "";

    /// <summary>Seconds that docker may take for an answer.</summary>
    public double DockerTimeout { get; set; } = 20;

    protected override void Run(ProblemList problems)
    {
        using var signals = TerminationSignals.Listen(CancellationSource);
        if (Images.Brand.TryParse(Brand) is not { } brand)
        {
            problems.Add(Rules.BadProperty, new(ProjectFile), "EsbBrand", Brand, ImageName.Legal);
            return;
        }

        var docker = new DockerOptions(DockerPath, "", DockerTimeout).In(ProjectDirectory, Environment);
        if (RegistryStop.Run(brand, new(docker, SystemCommandRunner.Instance, problems, Cancellation)) is { } line)
            Say(line);
    }
}
