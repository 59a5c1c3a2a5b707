using System.Diagnostics;
using System.Globalization;
using Esb.Docker.Tests.UpToDate;
using Esb.Testing;

namespace Esb.Docker.Tests.Caches;

/// <summary>Debian's <c>docker-registry</c> in the network of a private engine, which nobody else reaches.</summary>
internal sealed class EngineRegistry : IDisposable
{
    private const int Port = 5000;
    private readonly TemporaryFolder _folder = new();
    private readonly PrivateEngine _engine;
    private Process _process;

    public EngineRegistry(PrivateEngine engine)
    {
        _engine = engine;
        _process = Start(isReadOnly: false);
    }

    public static string Address => $"127.0.0.1:{Port}";

    /// <summary>Whether it has a tag.</summary>
    public bool Has(string repository, string tag) => Directory.Exists(
        _folder[$"storage/docker/registry/v2/repositories/{repository}/_manifests/tags/{tag}"]);

    /// <summary>Removes the content of all that it holds, as a careless tidying up does.</summary>
    public void LoseLayers()
    {
        var blobs = _folder["storage/docker/registry/v2/blobs"];
        foreach (var file in Directory.GetFiles(blobs, "data", SearchOption.AllDirectories))
        {
            if (new FileInfo(file).Length > 100 && File.ReadAllBytes(file)[0] != '{')
                File.Delete(file);
        }
    }

    public void Restart(bool isReadOnly)
    {
        End();
        _process.Dispose();
        _process = Start(isReadOnly);
    }

    public void End()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        End();
        _process.Dispose();
        _folder.Dispose();
    }

    private Process Start(bool isReadOnly)
    {
        var configuration = _folder.Write("registry.yml", $$"""
            version: 0.1
            log: { level: error }
            storage:
              filesystem: { rootdirectory: {{_folder["storage"]}} }
              maintenance: { readonly: { enabled: {{(isReadOnly ? "true" : "false")}} } }
            http: { addr: {{Address}} }
            """);
        var start = new ProcessStartInfo(
            "nsenter", ["--target", $"{_engine.Id}", "--net", "docker-registry", "serve", configuration])
        {
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        var listening = string.Create(CultureInfo.InvariantCulture, $":{Port:X4} 00000000:0000 0A ");
        Patience.Until(
            "the registry listens",
            () => File.ReadAllText($"/proc/{_engine.Id}/net/tcp").Contains(listening, StringComparison.Ordinal),
            TimeSpan.FromSeconds(30));
        return process;
    }
}
