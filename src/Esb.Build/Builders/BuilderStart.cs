using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Build.Images;
using Esb.Build.Processes;

namespace Esb.Build.Builders;

/// <summary>Makes the builder that the project asks for, where it is not there yet or was made otherwise.</summary>
public static class BuilderStart
{
    private const int Attempts = 5;

    /// <summary>
    /// Nothing is run where it is there as it should be. A builder that the user has named is left alone, and so is one
    /// of our name with another driver.
    /// </summary>
    /// <param name="onLine">Gets a line where something is made.</param>
    /// <returns>The name that bake is to be called with; empty for none. <see langword="null"/> where there is no such
    /// builder, and then the problems say why.</returns>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public static string? Run(BuilderSettings settings, DockerCalls calls, Action<string> onLine)
    {
        if (settings.Parse(calls.Problems) is not { } brand)
            return null;

        var docker = calls.Docker;
        var own = BuilderSettings.NameOf(brand);
        var named = docker.Builder is { Length: > 0 } builder ? builder : docker.Variable("BUILDX_BUILDER");
        var isUsers = named.Length > 0 && !named.Equals(own, StringComparison.Ordinal);
        if (isUsers || settings.Driver is not OwnBuilder.Driver)
            return docker.Builder ?? "";

        try
        {
            var secret = calls with { Docker = docker with { Secrets = MachineSecrets.Read(docker) } };
            return Make(OwnBuilder.Of(settings, brand, docker), secret, onLine) ? own : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            calls.Problems.Add(Rules.BuilderNotMade, null, own, Sentence.End(e.Message));
            return null;
        }
    }

    private static bool Make(OwnBuilder builder, DockerCalls docker, Action<string> onLine)
    {
        for (var attempt = 1; ; attempt++)
        {
            var instance = Read(builder.Name, docker.Docker);
            if (instance is not null && (!instance.Driver.Equals(OwnBuilder.Driver, StringComparison.Ordinal)
                || builder.Is(instance)))
            {
                return true;
            }

            var (result, hasNew) = Do(builder, instance is not null, docker);
            if (result.Succeeded)
            {
                var word = instance is null ? "made" : "made anew, because its settings are others now";
                onLine($"{builder.Name}  {word}; it takes base images from registries, not from the engine");
                return true;
            }

            // Another build was faster.
            if (!hasNew && IsRace(result.Error) && attempt < Attempts)
                continue;

            // Otherwise the next build would take it for good. What cache there was before stays.
            if (hasNew)
                docker.Ask(instance is null ? ["buildx", "rm", builder.Name] : RemoveOf(builder));
            if (!docker.IsOfMachine(result))
                docker.Problems.Add(Rules.BuilderNotMade, null, builder.Name, docker.Reason(result));
            return false;
        }
    }

    private static (CommandResult Result, bool HasNew) Do(OwnBuilder builder, bool isThere, DockerCalls docker)
    {
        // Its cache stays: it is in a volume.
        if (isThere && docker.Ask(RemoveOf(builder)) is { Succeeded: false } kept)
            return (kept, false);
        if (docker.Ask(builder.Create) is { Succeeded: false } refused)
            return (refused, false);

        // Starts its container, for which docker may pull.
        return (docker.Wait("buildx", "inspect", "--bootstrap", builder.Name), true);
    }

    private static string[] RemoveOf(OwnBuilder builder) => ["buildx", "rm", "--keep-state", builder.Name];

    private static bool IsRace(string error) =>
        error.Contains("existing instance for", StringComparison.Ordinal)
        || error.Contains("no builder \"", StringComparison.Ordinal);

    private static BuilderInstance? Read(string name, DockerSettings docker) =>
        BuilderInstance.FolderOf(docker, DockerConfig.Read(docker)) is { } folder
            ? BuilderInstance.Read(folder, name)
            : null;

    /// <summary>Removes the builder that Esb.Sdk has made, and its cache.</summary>
    /// <returns>One line that says what was done; <see langword="null"/> where it failed, and then the problems say
    /// why.</returns>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public static string? Remove(Brand brand, DockerCalls docker)
    {
        var name = BuilderSettings.NameOf(brand);
        if (Read(name, docker.Docker) is not { } instance)
            return $"{name}  is not there";
        if (!instance.Driver.Equals(OwnBuilder.Driver, StringComparison.Ordinal))
            return $"{name}  has the driver {instance.Driver}, so it is yours and stays";

        var result = docker.Ask("buildx", "rm", name);
        if (result.Succeeded)
            return $"{name}  removed, with its cache";
        if (!docker.IsOfMachine(result))
            docker.Problems.Add(Rules.BuilderNotRemoved, null, name, docker.Reason(result));
        return null;
    }
}
