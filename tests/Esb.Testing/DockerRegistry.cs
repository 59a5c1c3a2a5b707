using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Esb.Testing;

/// <summary>
/// Debian's <c>docker-registry</c> on a free port of 127.0.0.1, with a storage of its own, until it is disposed.
/// </summary>
public sealed class DockerRegistry : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _client;
    private readonly Process _process;
    private readonly string _scheme;

    public DockerRegistry()
        : this("127.0.0.1", "", new SocketsHttpHandler())
    {
    }

    private DockerRegistry(string host, string tls, SocketsHttpHandler handler)
    {
        _client = new(handler);
        _scheme = tls.Length > 0 ? "https" : "http";
        Address = $"{host}:{LoopbackPort.Free()}";
        var configuration = _folder.Write("registry.yml", $$"""
            version: 0.1
            log: { level: error }
            storage: { filesystem: { rootdirectory: {{_folder["storage"]}} } }
            http: { addr: {{Address}}{{tls}} }
            """);
        var start = new ProcessStartInfo("docker-registry", ["serve", configuration])
        {
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        _process = Process.Start(start)
            ?? throw new InvalidOperationException("docker-registry does not start; ./build.sh test installs it.");
        Patience.Until("the registry answers", () => Answers(), TimeSpan.FromSeconds(30));
    }

    /// <summary><c>127.0.0.1:port</c></summary>
    public string Address { get; }

    /// <summary>One that speaks https on another address of this machine.</summary>
    /// <param name="certificate">Path of a PEM file.</param>
    /// <param name="key">The same.</param>
    public static DockerRegistry WithCertificate(string host, string certificate, string key)
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        using var known = X509Certificate2.CreateFromPem(File.ReadAllText(certificate));
        var hash = known.GetCertHashString();
        handler.SslOptions.RemoteCertificateValidationCallback =
            (_, shown, _, _) => shown?.GetCertHashString().Equals(hash, StringComparison.Ordinal) is true;
        return new(host, $", tls: {{ certificate: {certificate}, key: {key} }}", handler);
    }

    /// <summary>Puts an image without layers there.</summary>
    /// <returns>Its digest.</returns>
    public string Put(string repository, string tag)
    {
        const string ConfigType = "application/vnd.oci.image.config.v1+json";
        const string ManifestType = "application/vnd.oci.image.manifest.v1+json";
        var config = "{}"u8.ToArray();
        var digest = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(config));
        using var start = Send(HttpMethod.Post, new($"{_scheme}://{Address}/v2/{repository}/blobs/uploads/"), []);
        var upload = start.Headers.Location!;
        Send(HttpMethod.Put, new($"{upload}&digest={digest}"), config).Dispose();
        var manifest = Encoding.UTF8.GetBytes(
            $$"""
            {"schemaVersion":2,"mediaType":"{{ManifestType}}","layers":[],
             "config":{"mediaType":"{{ConfigType}}","size":2,"digest":"{{digest}}"} }
            """);
        Send(HttpMethod.Put, new($"{_scheme}://{Address}/v2/{repository}/manifests/{tag}"), manifest, ManifestType)
            .Dispose();
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(manifest));
    }

    /// <returns>The digest that the registry has for a tag; empty where it has none.</returns>
    public string Digest(string repository, string tag)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Head, new Uri($"{_scheme}://{Address}/v2/{repository}/manifests/{tag}"));
        request.Headers.Accept.ParseAdd("application/vnd.oci.image.manifest.v1+json");
        request.Headers.Accept.ParseAdd("application/vnd.docker.distribution.manifest.v2+json");
        using var answer = _client.Send(request);
        return answer.IsSuccessStatusCode ? answer.Headers.GetValues("Docker-Content-Digest").Single() : "";
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _client.Dispose();
        _folder.Dispose();
    }

    private HttpResponseMessage Send(
        HttpMethod method, Uri uri, byte[] content, string type = "application/octet-stream")
    {
        using var request = new HttpRequestMessage(method, uri) { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = new(type);
        return _client.Send(request).EnsureSuccessStatusCode();
    }

    private bool Answers()
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{_scheme}://{Address}/v2/"));
            using var answer = _client.Send(request);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
