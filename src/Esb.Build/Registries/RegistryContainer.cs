using Esb.Build.Diagnostics;
using Esb.Build.Engines;

namespace Esb.Build.Registries;

/// <summary>The container of the local registry's name, as the engine has it now.</summary>
/// <param name="State">As docker says it (<c>running</c>, <c>exited</c> …); empty where there is none.</param>
/// <param name="Settings">See <see cref="LocalRegistry.Settings"/>.</param>
internal sealed record RegistryContainer(string State, string Settings)
{
    private const string Format = "{{.Names}}\t{{.State}}\t{{.Label \"" + LocalRegistry.Label + "\"}}";

    public bool Exists => State.Length > 0;

    /// <returns><see langword="null"/> where docker failed, or the container is somebody else's; the problems say
    /// so.</returns>
    public static RegistryContainer? Read(string name, DockerCalls docker)
    {
        var result = docker.Ask("container", "ls", "--all", "--filter", "name=" + name, "--format", Format);
        if (!result.Succeeded)
        {
            if (!docker.IsOfMachine(result))
                docker.Problems.Add(EngineFailure.Unknown(docker.Docker, result));
            return null;
        }

        var found = Parse(result.Output, name);
        if (found is not { Exists: true, Settings.Length: 0 })
            return found;

        docker.Problems.Add(Rules.RegistryNameTaken, position: null, name);
        return null;
    }

    /// <summary>
    /// What has to be done so that it runs. One that has ended, or was never started, only needs a start; one that is
    /// paused or half removed is made anew like one with other settings, because all that it knows is in its volume.
    /// </summary>
    public RegistryStep Plan(LocalRegistry registry) => State switch
    {
        "" => RegistryStep.Make,
        _ when !Settings.Equals(registry.Settings, StringComparison.Ordinal) => RegistryStep.Replace,
        "running" or "restarting" => RegistryStep.None,
        "created" or "exited" => RegistryStep.Start,
        _ => RegistryStep.Replace,
    };

    // The filter takes a part of a name too.
    private static RegistryContainer Parse(string output, string name)
    {
        foreach (var line in output.Split('\n'))
        {
            if (line.Split('\t') is [var names, var state, var settings]
                && names.Split(',').Contains(name, StringComparer.Ordinal))
            {
                return new(state, settings);
            }
        }

        return new("", "");
    }
}

/// <summary>What has to be done so that the registry runs.</summary>
internal enum RegistryStep
{
    None,
    Start,
    Make,
    Replace,
}
