using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Esb.Build.Engines;

/// <summary>
/// Registries of which the engine's administrator has said that they need no certificate, or none that anybody knows
/// (<c>insecure-registries</c> of <c>daemon.json</c>).
/// </summary>
/// <param name="Hosts">With their port, where they were written with one.</param>
internal sealed record InsecureRegistries(IReadOnlySet<string> Hosts, IReadOnlyList<IPNetwork> Networks)
{
    private static readonly InsecureRegistries None = new(new HashSet<string>(StringComparer.Ordinal), []);

    /// <summary>Asks the engine; there are none where it cannot be asked without the docker program.</summary>
    public static InsecureRegistries Read(DockerSettings docker, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(docker.Timeout);
        try
        {
            if (EngineReader.EndpointOf(docker) is not { } endpoint)
                return None;

            using var connection = new EngineConnection(endpoint, docker.Timeout, deadline.Token);
            return connection.Get("/info") is { Status: 200 } answer ? Parse(answer.Body) : None;
        }
        catch (Exception e) when (EngineReader.IsFailure(e))
        {
            return None;
        }
    }

    /// <param name="json">The answer to <c>/info</c>.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    internal static InsecureRegistries Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        if (Member(document.RootElement, "RegistryConfig", JsonValueKind.Object) is not { } config)
            return None;

        var hosts = new HashSet<string>(StringComparer.Ordinal);
        if (Member(config, "IndexConfigs", JsonValueKind.Object) is { } indexes)
        {
            hosts.UnionWith(indexes.EnumerateObject()
                .Where(static i => Member(i.Value, "Secure", JsonValueKind.False) is not null)
                .Select(static i => i.Name));
        }

        var networks = new List<IPNetwork>();
        if (Member(config, "InsecureRegistryCIDRs", JsonValueKind.Array) is { } texts)
        {
            foreach (var text in texts.EnumerateArray().Where(static t => t.ValueKind == JsonValueKind.String))
            {
                if (IPNetwork.TryParse(text.GetString(), out var network))
                    networks.Add(network);
            }
        }

        return new(hosts, networks);
    }

    /// <param name="host">As the user writes it, with its port.</param>
    public bool Have(string host) => Hosts.Contains(host)
        || (Networks.Count > 0 && AddressesOf(host).Any(a => Networks.Any(n => n.Contains(a))));

    // docker too goes by what the name means to the machine.
    private static IPAddress[] AddressesOf(string host)
    {
        var name = new Uri($"http://{host}").DnsSafeHost;
        try
        {
            return IPAddress.TryParse(name, out var address) ? [address] : Dns.GetHostAddresses(name);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            return [];
        }
    }

    private static JsonElement? Member(JsonElement element, string name, JsonValueKind kind) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found)
            && found.ValueKind == kind
                ? found
                : null;
}
