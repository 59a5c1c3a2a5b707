using System.Diagnostics;
using System.Globalization;
using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Build.Processes;

namespace Esb.Build.Registries;

/// <summary>Makes the local registry run, whatever was there before, and waits until it answers.</summary>
public static class RegistryStart
{
    // Two builds that start it at once: each of docker's refusals means that the other is doing the step. The engine
    // gives away a container's name some time before it lists the container.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <returns>One line that says what is there now; <see langword="null"/> where it does not run, and then the
    /// problems say why.</returns>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public static string? Run(LocalRegistry registry, DockerCalls docker)
    {
        if (Start(registry, docker) is not { } done)
            return null;
        if (RegistryHealth.Wait(registry.Address, registry.Timeout, docker.Cancellation) is not { } reason)
            return $"{registry.Name}  {done} at {registry.Address}";

        var seconds = registry.Timeout.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
        docker.Problems.Add(Rules.RegistryNotReady, null, registry.Name, registry.Address, seconds, reason);
        return null;
    }

    private static string? Start(LocalRegistry registry, DockerCalls docker)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            if (RegistryContainer.Read(registry.Name, docker) is not { } container)
                return null;

            var step = container.Plan(registry);
            var result = step is RegistryStep.None ? null : Do(step, registry, docker);
            if (result is null or { Succeeded: true })
                return docker.Problems.HasErrors ? null : WordOf(step);
            if (!IsRace(result.Error) || clock.Elapsed > docker.Docker.Timeout)
            {
                Report(result, registry, docker);
                return null;
            }

            if (docker.Cancellation.WaitHandle.WaitOne(Pause))
                throw new OperationCanceledException(docker.Cancellation);
        }
    }

    private static string WordOf(RegistryStep step) => step switch
    {
        RegistryStep.None => "is running",
        RegistryStep.Start => "started again",
        RegistryStep.Replace => "made anew",
        _ => "started",
    };

    /// <returns>The first command that failed, else the last one; <see langword="null"/> where the problems already say
    /// what is wrong.</returns>
    private static CommandResult? Do(RegistryStep step, LocalRegistry registry, DockerCalls docker)
    {
        if (step is RegistryStep.Make or RegistryStep.Replace)
        {
            // Before the old one goes.
            if (!HasImage(registry, docker))
                return null;

            if (step is RegistryStep.Replace && docker.Ask("rm", "--force", registry.Name) is { Succeeded: false } kept)
                return kept;
            var network = docker.Ask("network", "create", registry.Name);
            if (!network.Succeeded && !network.Error.Contains("already exists", StringComparison.Ordinal))
                return network;
            if (docker.Ask(Create(registry)) is { Succeeded: false } refused)
                return refused;
        }

        return docker.Ask("start", registry.Name);
    }

    private static bool HasImage(LocalRegistry registry, DockerCalls docker)
    {
        if (docker.Ask("image", "inspect", "--format", "{{.Id}}", registry.Image).Succeeded)
            return true;

        var pulled = docker.Wait("pull", "--quiet", registry.Image);
        if (!pulled.Succeeded && !docker.IsOfMachine(pulled))
            docker.Problems.Add(Rules.RegistryImageMissing, null, registry.Image, docker.Reason(pulled));
        return pulled.Succeeded;
    }

    // It listens on one port in both worlds, so that what was pushed to 127.0.0.1:5010 can be pulled from registry:5010
    // by whoever is in its network.
    private static string[] Create(LocalRegistry registry) =>
    [
        "create", "--name", registry.Name, "--pull", "never", "--restart", "unless-stopped",
        "--label", $"{LocalRegistry.Label}={registry.Settings}",
        "--network", registry.Name, "--network-alias", LocalRegistry.Alias,
        "--publish", $"{registry.Address}:{registry.PortText}",
        "--volume", registry.Name + ":/var/lib/registry",
        "--env", "REGISTRY_HTTP_ADDR=0.0.0.0:" + registry.PortText,
        "--env", "REGISTRY_STORAGE_DELETE_ENABLED=true",
        registry.Image,
    ];

    private static bool IsRace(string error) =>
        error.Contains("is already in use by container", StringComparison.Ordinal)
        || error.Contains("No such container", StringComparison.Ordinal)
        || error.Contains("is already in progress", StringComparison.Ordinal)
        || error.Contains("is marked for removal", StringComparison.Ordinal);

    private static void Report(CommandResult result, LocalRegistry registry, DockerCalls docker)
    {
        if (docker.IsOfMachine(result))
            return;

        if (result.Error.Contains("port is already allocated", StringComparison.Ordinal)
            || result.Error.Contains("address already in use", StringComparison.Ordinal))
        {
            docker.Problems.Add(
                Rules.RegistryPortTaken, null, registry.PortText, PortHolder.Find(registry, docker));
            return;
        }

        docker.Problems.Add(Rules.RegistryNotStarted, null, registry.Name, docker.Reason(result));
    }
}
