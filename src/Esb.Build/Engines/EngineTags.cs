using Esb.Build.Processes;

namespace Esb.Build.Engines;

/// <summary>
/// Keeps images in the engine by one more name, and takes such names away again. Does what it can: a name that is not
/// given or stays is no mistake.
/// </summary>
public static class EngineTags
{
    // An engine of this machine has begun with it after 5 ms; another one is further away.
    private static readonly TimeSpan WaitNearby = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan WaitElsewhere = TimeSpan.FromMilliseconds(250);

    // An engine that has been emptied would be asked as often as it once had images.
    private const int MostMissing = 5;

    /// <summary>
    /// Gives images a name that they have in common, where the engine's API can be reached and it has the containerd
    /// store; the classic one keeps what the builder needs.
    /// </summary>
    /// <param name="name">Reference with a tag.</param>
    public static void Bundle(
        DockerSettings docker, string name, IReadOnlyList<StoredImage> images, CancellationToken cancellation)
    {
        using var deadline = Deadline(docker, cancellation);
        try
        {
            if (EngineReader.EndpointOf(docker) is not { } endpoint
                || FamiliarReference.Canonical(name) is not { } canonical)
            {
                return;
            }

            using var connection = new EngineConnection(endpoint, docker.Timeout, deadline.Token);
            if (!EngineApi.HasContainerdStore(connection))
                return;

            // It takes all or none, and says which one it does not have any longer.
            IReadOnlyList<StoredImage> present = images;
            for (var i = 0; i < MostMissing && present.Count > 0; i++)
            {
                var error = EngineApi.Bundle(connection, canonical, present);
                IReadOnlyList<StoredImage> rest =
                    [.. present.Where(p => !error.Contains(p.Digest, StringComparison.Ordinal))];
                if (rest.Count == present.Count)
                    return;

                present = rest;
            }
        }
        catch (Exception e) when (EngineReader.IsFailure(e))
        {
            // See above.
        }
    }

    /// <summary>Takes little time: what a container uses is tried again another time.</summary>
    /// <returns>The names that are not known to be gone.</returns>
    public static IReadOnlyList<string> Remove(
        DockerSettings docker, IReadOnlyList<string> references, ICommandRunner runner, CancellationToken cancellation)
    {
        if (references.Count == 0)
            return [];

        using var deadline = Deadline(docker, cancellation);
        try
        {
            if (EngineReader.EndpointOf(docker) is not { } endpoint)
            {
                var result = runner.Run(docker.Query(["image", "rm", .. references]), onLine: null, deadline.Token);
                return result.Succeeded || IsOfMissing(result.Error) ? [] : references;
            }

            var wait = docker.RemovalWait ?? (endpoint.Socket is null ? WaitElsewhere : WaitNearby);
            var gone = EngineApi.Remove(new(endpoint, docker.Timeout), references, wait, deadline.Token);
            return [.. references.Except(gone, StringComparer.Ordinal)];
        }
        catch (Exception e) when (EngineReader.IsFailure(e))
        {
            return references;
        }
    }

    // A line for each image that could not be removed.
    private static bool IsOfMissing(string error)
    {
        var lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length > 0
            && Array.TrueForAll(lines, static l => l.Contains("No such image", StringComparison.OrdinalIgnoreCase));
    }

    private static CancellationTokenSource Deadline(DockerSettings docker, CancellationToken cancellation)
    {
        var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(docker.Timeout);
        return deadline;
    }
}
