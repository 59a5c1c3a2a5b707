using System.Net;

namespace Esb.Build.Engines;

/// <summary>The proxies of a given environment, as docker and everything else that is written in Go read it.</summary>
internal sealed class RegistryProxy(DockerSettings docker) : IWebProxy
{
    private readonly string[] _without = Variable(docker, "NO_PROXY").Split(
        ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public ICredentials? Credentials { get; set; }

    public Uri? GetProxy(Uri destination) => Find(destination) is { } found
        ? new UriBuilder(found) { UserName = "", Password = "" }.Uri
        : null;

    public bool IsBypassed(Uri host) => Find(host) is null;

    /// <summary>A proxy's login stands in its address; there it would get into messages.</summary>
    public static RegistryProxy Of(DockerSettings docker)
    {
        var logins = new CredentialCache();
        Uri?[] proxies = [Parse(docker, "HTTP_PROXY"), Parse(docker, "HTTPS_PROXY")];
        foreach (var proxy in proxies.OfType<Uri>())
        {
            var login = proxy.UserInfo.Split(':', 2);
            if (login[0].Length > 0 && logins.GetCredential(proxy, "Basic") is null)
            {
                var secret = login.Length > 1 ? Uri.UnescapeDataString(login[1]) : "";
                logins.Add(proxy, "Basic", new(Uri.UnescapeDataString(login[0]), secret));
            }
        }

        return new(docker) { Credentials = logins };
    }

    private Uri? Find(Uri destination) =>
        RegistryAddress.IsOfThisMachine(destination) || Array.Exists(_without, w => IsMeant(destination, w))
            ? null
            : Parse(docker, destination.Scheme is "https" ? "HTTPS_PROXY" : "HTTP_PROXY");

    // *, host, host:port, .domain, *.domain, an address, a network such as 10.0.0.0/8
    private static bool IsMeant(Uri destination, string pattern)
    {
        var host = destination.DnsSafeHost;
        if (pattern is "*" || pattern.Equals($"{host}:{destination.Port}", StringComparison.OrdinalIgnoreCase))
            return true;
        if (IPAddress.TryParse(host, out var address))
        {
            return IPNetwork.TryParse(pattern, out var network) ? network.Contains(address)
                : IPAddress.TryParse(pattern, out var other) && other.Equals(address);
        }

        var domain = pattern.TrimStart('*').TrimStart('.');
        return host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase)
            || (!pattern.StartsWith('.') && !pattern.StartsWith('*')
                && host.Equals(domain, StringComparison.OrdinalIgnoreCase));
    }

    private static Uri? Parse(DockerSettings docker, string name)
    {
        var value = Variable(docker, name);
        if (value.Length > 0 && !value.Contains("://", StringComparison.Ordinal))
            value = "http://" + value;
        return Uri.TryCreate(value, UriKind.Absolute, out var uri) ? uri : null;
    }

    private static string Variable(DockerSettings docker, string name) =>
        docker.Variable(name) is { Length: > 0 } value ? value : docker.Variable(name.ToLowerInvariant());
}
