using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text.Json;
using Esb.Build.Diagnostics;
using Esb.Build.Processes;

namespace Esb.Build.Engines;

/// <summary>
/// Asks the engine which images it has: many at once, and without a process where its API can be reached.
/// </summary>
public static class EngineReader
{
    /// <summary>May take as long as <see cref="DockerSettings.Timeout"/>.</summary>
    /// <returns>
    /// <see langword="null"/> when the engine did not answer; then <paramref name="problems"/> has the one error that
    /// says why, or nothing where the build was cancelled.
    /// </returns>
    public static EngineState? Read(
        EngineQuestion question, ICommandRunner runner, ProblemList problems, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            return null;

        var docker = question.Docker;
        var config = DockerConfig.Read(docker);
        var context = config is null ? null : DockerContext.Read(docker, config);
        var endpoint = Endpoint(docker, config, context);
        var asked = new AskedImages(question.Images);
        var answer = endpoint is null
            ? EngineProgram.Run(docker, runner, problems, cancellation)
            : Call(endpoint, asked, new(docker, runner, problems, cancellation));
        if (answer is null)
            return null;

        var id = answer.Id.Length > 0 ? answer.Id
            : UserInfo.Hide(context?.Host ?? EngineFailure.Endpoint(docker));
        return new(id, BuilderChoice.Read(docker, config, context), asked.Found(answer.Images));
    }

    /// <returns><see langword="null"/> where the API is out of reach, but perhaps not for the docker program.</returns>
    internal static EngineEndpoint? EndpointOf(DockerSettings docker)
    {
        var config = DockerConfig.Read(docker);
        return Endpoint(docker, config, config is null ? null : DockerContext.Read(docker, config));
    }

    /// <returns><see langword="null"/> where only the docker program knows it.</returns>
    internal static DockerContext? ContextOf(DockerSettings docker) =>
        IsDocker(docker.Program) && DockerConfig.Read(docker) is { } config
            ? DockerContext.Read(docker, config)
            : null;

    private static EngineEndpoint? Endpoint(DockerSettings docker, DockerConfig? config, DockerContext? context) =>
        config is not null && context is not null && IsDocker(docker.Program)
            ? EngineEndpoint.Of(context, docker, config)
            : null;

    private static EngineAnswer? Call(EngineEndpoint endpoint, AskedImages asked, Caller caller)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(caller.Cancellation);
        deadline.CancelAfter(caller.Docker.Timeout);
        try
        {
            var connections = new EngineConnections(endpoint, caller.Docker.Timeout);
            return EngineApi.Read(connections, asked.Entries, deadline.Token);
        }
        catch (Exception e) when (IsOfConnection(e) && (deadline.IsCancellationRequested || IsOfPatience(e)))
        {
            if (!caller.Cancellation.IsCancellationRequested)
                caller.Problems.Add(DockerProbe.Hangs(caller.Docker));
            return null;
        }
        catch (Exception e) when (IsOfTls(e, endpoint))
        {
            // What exactly is wrong with a certificate docker says better, and perhaps it finds that nothing is.
            return EngineProgram.Run(caller.Docker, caller.Runner, caller.Problems, caller.Cancellation);
        }
        catch (Exception e) when (IsOfConnection(e))
        {
            caller.Problems.Add(ProblemOf(e, endpoint, caller.Docker));
            return null;
        }
    }

    // A program of another name may be a script that goes to another engine than docker's configuration says.
    internal static bool IsDocker(string program) =>
        Path.GetFileNameWithoutExtension(program).Equals("docker", StringComparison.Ordinal)
        && !program.EndsWith(".sh", StringComparison.Ordinal);

    /// <summary>Whether a question may end so, for those whom no answer does not stop.</summary>
    internal static bool IsFailure(Exception e) =>
        IsOfConnection(e) || e is CryptographicException or UnauthorizedAccessException;

    private static bool IsOfConnection(Exception e) =>
        e is SocketException or IOException or InvalidDataException or JsonException
        or ObjectDisposedException or OperationCanceledException or AuthenticationException;

    private static bool IsOfPatience(Exception e) => e is SocketException { SocketErrorCode: SocketError.WouldBlock };

    private static bool IsOfTls(Exception e, EngineEndpoint endpoint) =>
        endpoint.Tls is not null && e is AuthenticationException or CryptographicException or IOException
            or UnauthorizedAccessException;

    internal static Diagnostic ProblemOf(Exception e, EngineEndpoint endpoint, DockerSettings docker)
    {
        var name = EngineFailure.Endpoint(docker);
        if (e is SocketException { SocketErrorCode: SocketError.AccessDenied })
            return Diagnostic.Of(Rules.EngineNotPermitted, position: null, name);

        return e is SocketException
            ? Diagnostic.Of(
                Rules.EngineNotRunning, position: null,
                EngineFailure.LastLine($"cannot connect to {endpoint.Address}: {e.Message}"), name)
            : Diagnostic.Of(
                Rules.EngineFailed, position: null, name, EngineFailure.LastLine($"{endpoint.Address}: {ReasonOf(e)}"));
    }

    private static string ReasonOf(Exception e) => e is JsonException ? "its answer cannot be understood." : e.Message;

    /// <summary>Who asks, and where the answer goes.</summary>
    private sealed record Caller(
        DockerSettings Docker, ICommandRunner Runner, ProblemList Problems, CancellationToken Cancellation);
}
