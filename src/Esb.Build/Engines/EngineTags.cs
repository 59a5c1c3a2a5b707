using Esb.Build.Processes;

namespace Esb.Build.Engines;

/// <summary>Takes names of images away from the engine that nobody asks for any more.</summary>
public static class EngineTags
{
    // An engine of this machine has begun with it after 5 ms; another one is further away.
    private static readonly TimeSpan WaitNearby = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan WaitElsewhere = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Does what it can in little time: a name of an image that a container uses is no mistake, and what stays costs
    /// only space.
    /// </summary>
    /// <returns>The names that are not known to be gone: to be tried again another time.</returns>
    public static IReadOnlyList<string> Remove(
        DockerSettings docker, IReadOnlyList<string> references, ICommandRunner runner, CancellationToken cancellation)
    {
        if (references.Count == 0)
            return [];

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(docker.Timeout);
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
}
