using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Build.Images;

namespace Esb.Build.Registries;

/// <summary>Stops the local registry and removes its container. Its volume and its network stay.</summary>
public static class RegistryStop
{
    /// <param name="brand">Whose registry.</param>
    /// <returns>One line that says what was done; <see langword="null"/> where it failed, and then the problems say
    /// why.</returns>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public static string? Run(Brand brand, DockerCalls docker)
    {
        var name = LocalRegistry.NameOf(brand);
        if (RegistryContainer.Read(name, docker) is not { } container)
            return null;
        if (!container.Exists)
            return $"{name}  is not there";

        // In two steps, because a forced removal would kill a registry that is just writing.
        foreach (var result in new[] { docker.Ask("stop", "-t", "5", name), docker.Ask("rm", "--force", name) })
        {
            if (result.Succeeded || result.Error.Contains("No such container", StringComparison.Ordinal))
                continue;
            if (!docker.IsOfMachine(result))
                docker.Problems.Add(Rules.RegistryNotStarted, null, name, docker.Reason(result));
            return null;
        }

        return $"{name}  stopped; its images stay in the volume {name}";
    }
}
