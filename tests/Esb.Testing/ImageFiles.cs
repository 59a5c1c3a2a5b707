using System.Formats.Tar;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Esb.Testing;

/// <summary>The whole file system of images, asked of the engine over its socket: hundreds of times.</summary>
public sealed class ImageFiles : IDisposable
{
    private const string Scheme = "unix://";
    private static readonly string[] NeverRun = ["/never-run"];

    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellation) =>
        {
            var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await connection.ConnectAsync(new UnixDomainSocketEndPoint(SocketPath), cancellation);
            return new NetworkStream(connection, ownsSocket: true);
        },
    })
    {
        BaseAddress = new Uri("http://engine/"),
    };

    /// <returns>Its id; empty where the engine has no such image.</returns>
    public string Id(string reference) =>
        Image(reference) is { } image ? image.GetProperty("Id").GetString()! : "";

    /// <summary>
    /// One line a file, by path: kind, permissions, owner, path, link target and digest of the content; no times. Then
    /// the labels.
    /// </summary>
    public string List(string reference)
    {
        var image = Image(reference) ?? throw new InvalidOperationException($"There is no image {reference}.");
        var id = image.GetProperty("Id").GetString()!;
        if (_known.TryGetValue(id, out var known))
            return known;

        var lines = new List<string>();
        using (var body = new StringContent(
            JsonSerializer.Serialize(new { Image = reference, Cmd = NeverRun }), Encoding.UTF8, "application/json"))
        using (var made = Send(HttpMethod.Post, "containers/create", body))
        using (var answer = JsonDocument.Parse(made.Content.ReadAsStream()))
            lines.AddRange(Export(answer.RootElement.GetProperty("Id").GetString()!));
        lines.Sort(StringComparer.Ordinal);
        lines.Add(image.GetProperty("Config").GetProperty("Labels").ToString());
        return _known[id] = string.Join('\n', lines);
    }

    public void Dispose() => _client.Dispose();

    private static string SocketPath =>
        ProgramRun.Environment.TryGetValue("DOCKER_HOST", out var host)
        && host.StartsWith(Scheme, StringComparison.Ordinal)
            ? host[Scheme.Length..]
            : "/var/run/docker.sock";

    private List<string> Export(string container)
    {
        var lines = new List<string>();
        using (var answer = Send(HttpMethod.Get, $"containers/{container}/export", null))
        using (var tar = new TarReader(answer.Content.ReadAsStream()))
        {
            while (tar.GetNextEntry() is { } entry)
            {
                var content = entry.DataStream is { } data ? Convert.ToHexStringLower(SHA256.HashData(data)) : "";
                var mode = Convert.ToString((int)entry.Mode, 8);
                lines.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{entry.Name} {entry.EntryType} {mode} {entry.Uid}:{entry.Gid} {entry.LinkName} {content}"));
            }
        }

        Send(HttpMethod.Delete, $"containers/{container}?force=1", null).Dispose();
        return lines;
    }

    private JsonElement? Image(string reference)
    {
        using var answer = Ask(HttpMethod.Get, $"images/{reference}/json", null);
        if (!answer.IsSuccessStatusCode)
            return null;

        using var document = JsonDocument.Parse(answer.Content.ReadAsStream());
        return document.RootElement.Clone();
    }

    private HttpResponseMessage Send(HttpMethod method, string path, HttpContent? body)
    {
        var answer = Ask(method, path, body);
        return answer.IsSuccessStatusCode
            ? answer
            : throw new InvalidOperationException($"{method} {path}: {(int)answer.StatusCode}");
    }

    private HttpResponseMessage Ask(HttpMethod method, string path, HttpContent? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        return _client.Send(request);
    }
}
