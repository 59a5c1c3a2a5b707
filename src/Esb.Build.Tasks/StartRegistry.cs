using Esb.Build.Diagnostics;
using Esb.Build.Processes;
using Esb.Build.Registries;
using Microsoft.Build.Framework;

namespace Esb.Build.Tasks;

/// <summary>Makes the local registry run, and waits until it answers.</summary>
[MSBuildMultiThreadableTask]
public sealed class StartRegistry : EsbTask
{
    public string Brand { get; set; } = "";

    /// <summary>The registry's image.</summary>
    public string Image { get; set; } = "";

    /// <summary>On 127.0.0.1.</summary>
    public string Port { get; set; } = "";

    /// <summary>Seconds that the registry may take until it answers.</summary>
    public double Timeout { get; set; } = 30;

    public string DockerPath { get; set; } = "";

    /// <summary>Seconds that docker may take for an answer.</summary>
    public double DockerTimeout { get; set; } = 20;

    /// <summary><c>127.0.0.1:5010</c></summary>
    [Output]
    public string Address { get; private set; } = "";

    protected override void Run(ProblemList problems)
    {
        using var signals = TerminationSignals.Listen(CancellationSource);
        if (new RegistryOptions(Brand, Image, Port, Timeout).Parse(ProjectFile, problems) is not { } registry)
            return;

        var docker = new DockerOptions(DockerPath, "", DockerTimeout).In(ProjectDirectory, Environment);
        Address = registry.Address;
        if (RegistryStart.Run(registry, new(docker, SystemCommandRunner.Instance, problems, Cancellation)) is { } line)
            Say(line);
    }
}
