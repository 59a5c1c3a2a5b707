using Esb.Build.Engines;

namespace Esb.Build.Registries;

/// <summary>Who has the port that the registry should have.</summary>
internal static class PortHolder
{
    private const string Processes = "/proc";

    /// <returns>Words for the middle of a sentence.</returns>
    public static string Find(LocalRegistry registry, DockerCalls docker) =>
        FindContainer(registry, docker)
        ?? (IsOfThisMachine(docker.Docker) ? ListeningProcess.Find(Processes, registry.Port) : null)
        ?? "a program that cannot be seen from here (another user's, or another machine's)";

    private static string? FindContainer(LocalRegistry registry, DockerCalls docker)
    {
        var listed = docker.Ask(
            "container", "ls", "--filter", "publish=" + registry.PortText, "--format", "{{.Names}}\t{{.Image}}");
        foreach (var line in listed.Succeeded ? listed.Output.Split('\n') : [])
        {
            if (line.Split('\t') is [var name, var image] && !name.Equals(registry.Name, StringComparison.Ordinal))
                return $"the container '{name}' (image {image}; `docker stop {name}` ends it)";
        }

        return null;
    }

    // The ports of an engine elsewhere are not this machine's.
    private static bool IsOfThisMachine(DockerSettings docker) =>
        DockerConfig.Read(docker) is { } config && DockerContext.Read(docker, config) is { } context
        && context.Host.StartsWith("unix://", StringComparison.Ordinal);
}
