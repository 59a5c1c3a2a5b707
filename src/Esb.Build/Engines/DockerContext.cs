using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Esb.Build.Engines;

/// <summary>The docker context in use: which engine is meant, before anybody has looked whether it is there.</summary>
/// <param name="Name"><c>default</c> for the engine that the environment names.</param>
/// <param name="Host"><c>unix:///var/run/docker.sock</c>, <c>tcp://…</c>, <c>ssh://…</c></param>
/// <param name="Tls"><see langword="null"/> where TLS is not asked for.</param>
internal sealed record DockerContext(string Name, string Host, EngineTls? Tls)
{
    public const string Default = "default";

    private const string DefaultHost = "unix:///var/run/docker.sock";
    private const string DefaultTlsHost = "tcp://localhost:2376";

    /// <summary>
    /// Chooses in docker's order: DOCKER_HOST, DOCKER_CONTEXT, the configuration's current context, the default.
    /// </summary>
    /// <returns><see langword="null"/> where the context does not exist or cannot be understood.</returns>
    public static DockerContext? Read(DockerSettings docker, DockerConfig config)
    {
        var name = docker.Variable("DOCKER_HOST").Length > 0 ? Default
            : docker.Variable("DOCKER_CONTEXT") is { Length: > 0 } chosen ? chosen
            : config.Text("currentContext");
        return name is "" or Default ? OfEnvironment(docker, config) : OfStore(name, config);
    }

    private static DockerContext OfEnvironment(DockerSettings docker, DockerConfig config)
    {
        var verify = docker.Variable("DOCKER_TLS_VERIFY").Length > 0;
        var certificates = docker.Variable("DOCKER_CERT_PATH") is { Length: > 0 } path
            ? Path.GetFullPath(path, docker.Directory)
            : config.Folder;
        var tls = verify || docker.Variable("DOCKER_TLS").Length > 0
            ? new EngineTls(certificates, SkipVerify: !verify) : null;
        var host = docker.Variable("DOCKER_HOST").Trim();
        return new(Default, host.Length > 0 ? host : tls is null ? PlainHost : DefaultTlsHost, tls);
    }

    private static string PlainHost => OperatingSystem.IsWindows() ? "npipe:////./pipe/docker_engine" : DefaultHost;

    private static DockerContext? OfStore(string name, DockerConfig config)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        try
        {
            var file = Path.Combine(config.Folder, "contexts", "meta", id, "meta.json");
            if (DockerConfig.ReadObject(file) is not { } meta
                || !meta.TryGetProperty("Endpoints", out var endpoints) || endpoints.ValueKind != JsonValueKind.Object
                || !endpoints.TryGetProperty("docker", out var docker))
            {
                return null;
            }

            var host = DockerConfig.Text(docker, "Host");
            var skip = docker.TryGetProperty("SkipTLSVerify", out var value) && value.ValueKind == JsonValueKind.True;
            var folder = Path.Combine(config.Folder, "contexts", "tls", id, "docker");
            var tls = skip || Directory.Exists(folder) ? new EngineTls(folder, skip) : null;
            return new(name, host.Length > 0 ? host : PlainHost, tls);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException
            or InvalidOperationException)
        {
            return null;
        }
    }
}
