using Esb.Build.Processes;

namespace Esb.Build.Engines;

/// <summary>
/// Gives images of the engine other names, and takes such names away again. Does what it can: a name that is not given
/// or stays is no mistake.
/// </summary>
public static class EngineTags
{
    // An engine of this machine has begun with it after 5 ms; another one is further away.
    private static readonly TimeSpan WaitNearby = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan WaitElsewhere = TimeSpan.FromMilliseconds(250);

    /// <param name="names">Of each image a name that it may have, and the one that it gets too.</param>
    public static void Add(
        DockerSettings docker,
        IReadOnlyList<(string Present, string Added)> names,
        ICommandRunner runner,
        CancellationToken cancellation)
    {
        using var deadline = Deadline(docker, cancellation);
        try
        {
            if (EngineReader.EndpointOf(docker) is { } endpoint)
            {
                EngineApi.Add(new(endpoint, docker.Timeout), names, deadline.Token);
                return;
            }

            foreach (var (present, added) in names)
                runner.Run(docker.Query("image", "tag", present, added), onLine: null, deadline.Token);
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
                return runner.Run(docker.Query(["image", "rm", .. references]), onLine: null, deadline.Token).Succeeded
                    ? []
                    : references;
            }

            var wait = endpoint.Socket is null ? WaitElsewhere : WaitNearby;
            var gone = EngineApi.Remove(new(endpoint, docker.Timeout), references, wait, deadline.Token);
            return [.. references.Except(gone, StringComparer.Ordinal)];
        }
        catch (Exception e) when (EngineReader.IsFailure(e))
        {
            return references;
        }
    }

    private static CancellationTokenSource Deadline(DockerSettings docker, CancellationToken cancellation)
    {
        var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(docker.Timeout);
        return deadline;
    }
}
