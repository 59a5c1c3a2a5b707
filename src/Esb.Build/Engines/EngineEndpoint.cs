using System.Buffers;
using System.Text;

namespace Esb.Build.Engines;

/// <summary>An engine whose API can be reached without the docker program.</summary>
/// <param name="Address">As docker writes it, for messages.</param>
internal sealed record EngineEndpoint(string Address)
{
    private static readonly SearchValues<char> VersionCharacters = SearchValues.Create("0123456789.");

    /// <summary>Absolute path of a Unix socket; <see langword="null"/> for one over TCP.</summary>
    public string? Socket { get; init; }

    public string Host { get; init; } = "";

    public int Port { get; init; }

    /// <summary>What stands before the path of every request: <c>/base/v1.45</c>; mostly empty.</summary>
    public string Prefix { get; init; } = "";

    public EngineTls? Tls { get; init; }

    /// <summary>Header lines that the user has docker send with every request, each with its line end.</summary>
    public string Headers { get; init; } = "";

    /// <returns><see langword="null"/> where only the docker program can get there: ssh, a pipe, a proxy, a host that
    /// it would not accept.</returns>
    public static EngineEndpoint? Of(DockerContext context, DockerSettings docker, DockerConfig config)
    {
        var host = context.Host.Contains("://", StringComparison.Ordinal) ? context.Host : "tcp://" + context.Host;
        if (Parse(context, host, docker.Directory) is not { } endpoint
            || VersionPrefix(docker) is not { } version || HeaderLines(config) is not { } headers)
        {
            return null;
        }

        return endpoint.Socket is null && IsBehindProxy(endpoint.Host, docker)
            ? null
            : endpoint with { Prefix = endpoint.Prefix + version, Headers = headers };
    }

    private static EngineEndpoint? Parse(DockerContext context, string host, string directory)
    {
        const string Unix = "unix://";
        if (host.StartsWith(Unix, StringComparison.Ordinal))
            return OfSocket(host, Path.GetFullPath(host[Unix.Length..], directory));

        return Uri.TryCreate(host, UriKind.Absolute, out var uri) && IsSpoken(uri, context)
            ? new(host)
            {
                Host = uri.DnsSafeHost,
                Port = uri.Port > 0 ? uri.Port : context.Tls is null ? 2375 : 2376,
                Prefix = uri.AbsolutePath.TrimEnd('/'),
                Tls = context.Tls,
            }
            : null;
    }

    private static EngineEndpoint? OfSocket(string host, string path)
    {
        const int LongestOfLinux = 107;
        return Encoding.UTF8.GetByteCount(path) > LongestOfLinux ? null : new(host) { Socket = path };
    }

    // docker takes the schemes of the web from a context, and refuses them in DOCKER_HOST.
    private static bool IsSpoken(Uri uri, DockerContext context) =>
        uri.UserInfo.Length == 0 && uri.DnsSafeHost.Length > 0 && uri.Scheme switch
        {
            "tcp" => true,
            "http" => context.Tls is null && context.Name is not DockerContext.Default,
            "https" => context.Tls is not null && context.Name is not DockerContext.Default,
            _ => false,
        };

    // Without the variable the newest version that the engine speaks.
    private static string? VersionPrefix(DockerSettings docker)
    {
        var version = docker.Variable("DOCKER_API_VERSION").Trim().TrimStart('v');
        if (version.AsSpan().ContainsAnyExcept(VersionCharacters))
            return null;

        return version.Length == 0 ? "" : "/v" + version;
    }

    private static string? HeaderLines(DockerConfig config)
    {
        var lines = "";
        foreach (var (name, value) in config.Texts("HttpHeaders"))
        {
            if (name.Length == 0 || name.AsSpan().ContainsAny(" :\r\n") || value.AsSpan().ContainsAny("\r\n"))
                return null;
            lines += $"{name}: {value}\r\n";
        }

        return lines;
    }

    // Which hosts a proxy is for follows rules of Go's own; docker's program knows them.
    private static bool IsBehindProxy(string host, DockerSettings docker) =>
        host is not ("localhost" or "::1") && !host.StartsWith("127.", StringComparison.Ordinal)
        && (docker.Variable("HTTP_PROXY") + docker.Variable("http_proxy")
            + docker.Variable("HTTPS_PROXY") + docker.Variable("https_proxy")).Length > 0;
}
