using System.Diagnostics;

namespace Esb.Testing;

/// <summary>
/// Debian's <c>docker-registry</c> on a free port of 127.0.0.1, with a storage of its own, until it is disposed.
/// </summary>
public sealed class DockerRegistry : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _client = new();
    private readonly Process _process;

    public DockerRegistry()
    {
        Address = $"127.0.0.1:{LoopbackPort.Free()}";
        var configuration = _folder.Write("registry.yml", $$"""
            version: 0.1
            log: { level: error }
            storage: { filesystem: { rootdirectory: {{_folder["storage"]}} } }
            http: { addr: {{Address}} }
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

    /// <returns>The digest that the registry has for a tag; empty where it has none.</returns>
    public string Digest(string repository, string tag)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Head, new Uri($"http://{Address}/v2/{repository}/manifests/{tag}"));
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

    private bool Answers()
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://{Address}/v2/"));
            using var answer = _client.Send(request);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
