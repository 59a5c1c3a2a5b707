using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Esb.Testing;

/// <summary>
/// The API of an engine on its socket. For what tests ask hundreds of times: a docker process each would be what they
/// spend their time on.
/// </summary>
internal sealed class EngineSocket : IDisposable
{
    private const string Scheme = "unix://";
    private static readonly string[] NeverRun = ["/never-run"];

    private readonly HttpClient _client;

    /// <param name="environment">Says which engine, by <c>DOCKER_HOST</c>.</param>
    public EngineSocket(IReadOnlyDictionary<string, string> environment)
    {
        var socket = new UnixDomainSocketEndPoint(PathIn(environment));
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellation) =>
            {
                var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await connection.ConnectAsync(socket, cancellation);
                return new NetworkStream(connection, ownsSocket: true);
            },
        };
        _client = new(handler) { BaseAddress = new Uri("http://engine/") };
    }

    /// <returns>What the engine says of an image; <see langword="null"/> where it has none of this name.</returns>
    /// <exception cref="InvalidOperationException">It says nothing.</exception>
    public JsonElement? Image(string reference)
    {
        var path = $"images/{reference}/json";
        var answer = Ask(HttpMethod.Get, path, null);
        // It gives up where a tag of the image is moved or removed in this moment.
        for (var i = 0; i < 5 && answer.StatusCode is HttpStatusCode.InternalServerError; i++)
        {
            answer.Dispose();
            answer = Ask(HttpMethod.Get, path, null);
        }

        using (answer)
            return answer.StatusCode is HttpStatusCode.NotFound ? null : Json(Checked(answer, path));
    }

    /// <summary>Copies out of a container of an image that never runs: the image needs no program.</summary>
    /// <param name="what">Of the container: <c>export</c>, or <c>archive?path=…</c>.</param>
    /// <param name="read">Gets a tar archive.</param>
    /// <exception cref="InvalidOperationException">There is no such image, or not this in it.</exception>
    public T Copy<T>(string reference, string what, Func<Stream, T> read)
    {
        var request = new { Image = reference, Cmd = NeverRun, HostConfig = new { NetworkMode = "none" } };
        using var body = new StringContent(JsonSerializer.Serialize(request), Encoding.UTF8, "application/json");
        using var made = Send(HttpMethod.Post, "containers/create", body);
        var container = "containers/" + Json(made).GetProperty("Id").GetString();
        try
        {
            using var answer = Send(HttpMethod.Get, $"{container}/{what}", null);
            return read(answer.Content.ReadAsStream());
        }
        finally
        {
            Send(HttpMethod.Delete, container + "?force=1", null).Dispose();
        }
    }

    /// <param name="environment">Says which engine, by <c>DOCKER_HOST</c>.</param>
    /// <returns>Id of the process that listens: the engine, or 1 where the system began to listen for it.</returns>
    public static int Listener(IReadOnlyDictionary<string, string> environment)
    {
        // SOL_SOCKET and SO_PEERCRED of Linux: process, user, group.
        const int OfSocket = 1;
        const int PeerCredentials = 17;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(PathIn(environment)));
        Span<byte> credentials = stackalloc byte[3 * sizeof(int)];
        socket.GetRawSocketOption(OfSocket, PeerCredentials, credentials);
        return BitConverter.ToInt32(credentials);
    }

    public void Dispose() => _client.Dispose();

    private static string PathIn(IReadOnlyDictionary<string, string> environment) =>
        environment.TryGetValue("DOCKER_HOST", out var host) && host.StartsWith(Scheme, StringComparison.Ordinal)
            ? host[Scheme.Length..]
            : "/var/run/docker.sock";

    private static JsonElement Json(HttpResponseMessage answer)
    {
        using var document = JsonDocument.Parse(answer.Content.ReadAsStream());
        return document.RootElement.Clone();
    }

    private HttpResponseMessage Send(HttpMethod method, string path, HttpContent? body) =>
        Checked(Ask(method, path, body), path);

    private static HttpResponseMessage Checked(HttpResponseMessage answer, string path)
    {
        if (answer.IsSuccessStatusCode)
            return answer;

        using (answer)
        {
            using var reader = new StreamReader(answer.Content.ReadAsStream());
            throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {reader.ReadToEnd()}");
        }
    }

    private HttpResponseMessage Ask(HttpMethod method, string path, HttpContent? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        return _client.Send(request);
    }
}
