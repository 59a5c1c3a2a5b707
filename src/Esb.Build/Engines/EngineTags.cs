using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using Esb.Build.Processes;

namespace Esb.Build.Engines;

/// <summary>Takes names of images away from the engine that nobody asks for any more.</summary>
public static class EngineTags
{
    /// <summary>
    /// Does what it can: a name that is already gone, or of an image that a container uses, is no mistake, and what
    /// stays costs only space. May take as long as <see cref="DockerSettings.Timeout"/>.
    /// </summary>
    public static void Remove(
        DockerSettings docker, IReadOnlyList<string> references, ICommandRunner runner, CancellationToken cancellation)
    {
        if (references.Count == 0)
            return;

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(docker.Timeout);
        try
        {
            var config = DockerConfig.Read(docker);
            var context = config is null ? null : DockerContext.Read(docker, config);
            if (EngineReader.EndpointOf(docker, config, context) is not { } endpoint)
                runner.Run(docker.Query(["image", "rm", .. references]), onLine: null, cancellation);
            else
                EngineApi.Remove(new(endpoint, docker.Timeout), references, deadline.Token);
        }
        catch (Exception e) when (e is SocketException or IOException or InvalidDataException
            or ObjectDisposedException or OperationCanceledException or AuthenticationException
            or CryptographicException or UnauthorizedAccessException)
        {
            // See above.
        }
    }
}
