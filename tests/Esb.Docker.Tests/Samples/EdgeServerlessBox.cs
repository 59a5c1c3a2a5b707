using System.Text.Json;
using Esb.Testing;

namespace Esb.Docker.Tests.Samples;

/// <summary>The sample, built with the packed SDK, and its containers at work.</summary>
public sealed partial class EdgeServerlessBox : DockerFixture
{
    private static readonly string[] Images =
    [
        "os-base", "python-base", "gateway-docker", "agent-docker", "provisioner",
        "lambda-base", "lambda-dotnet-base", "report-app", "hello", "summary", "report", "checksum",
    ];

    private static readonly string Source = Path.Combine(Repository.Root, "samples", "edge-serverless-box");

    private readonly HttpClient _client = new();
    private DockerFolder _box = null!;
    private BuildOutcome _build = null!;
    private string _gateway = "";

    [OneTimeSetUp]
    public void Start()
    {
        DockerEngine.Require(
            "esb-sample/debian:12", "esb-sample/debian-python:12",
            "esb-sample/dotnet-sdk:10", "esb-sample/dotnet-runtime:10");
        _box = NewFolder();
        foreach (var file in Directory.EnumerateFiles(Source, "*", SearchOption.AllDirectories))
            Copy(Path.GetRelativePath(Source, file));
        _box.Files.Must("bash", "make-ca.sh");
        _box.Files.Commit();
        _build = _box.Files.Build("edge-serverless-box.esbproj", "-t:EsbVerify");
        Assert.That(_build.Succeeded, Is.True, _build.ToString());

        DockerEngine.Must("network", "create", Name("net"));
        Run("agent");
        Run("gateway", "--publish", "127.0.0.1::8080", "--env", $"AGENT_URL=http://{Name("agent")}:50051");
        _gateway = "http://" + DockerEngine.Must("port", Name("gateway"), "8080/tcp");
        Patience.Until("the gateway answers", () => Healthy("gateway") && Healthy("agent"), TimeSpan.FromSeconds(60));
    }

    [OneTimeTearDown]
    public void Stop()
    {
        DockerEngine.Run("rm", "--force", Name("gateway"), Name("agent"));
        DockerEngine.Run("network", "rm", Name("net"));
        _client.Dispose();
    }

    [Test]
    public void SaysHeadInEveryImage()
    {
        Assert.That(_box.RecordOf("edge-serverless-box.esbproj").Keys, Is.EquivalentTo(Images));
        Assert.That(_build.Messages, Does.Contain($"12 of 12 images say {Head} in /app/version.json"));
    }

    [Test]
    public void SaysHeadOverHttp() => Assert.That(Get("/version").GetProperty("git_sha").GetString(), Is.EqualTo(Head));

    [Test]
    public void ReachesTheAgent() => Assert.That(Get("/agent").ValueKind, Is.EqualTo(JsonValueKind.Object));

    [Test]
    public void RunsAsNobodySpecial() => Assert.That(Get("/whoami").GetProperty("uid").GetInt32(), Is.EqualTo(1000));

    [TestCase("os-base", "latest")]
    [TestCase("python-base", "latest")]
    [TestCase("gateway", "latest-docker")]
    public void TrustsTheRootCertificate(string name, string tag)
    {
        var certificate = Certificate.Split('\n')[1..^1];
        var store = DockerEngine.Read(_box.Image(name, tag), "/etc/ssl/certs/ca-certificates.crt");
        Assert.That(store, Does.Contain(string.Join('\n', certificate)));
    }

    [Test]
    public void KeepsTheCertificateOutOfEverythingElse()
    {
        var line = Certificate.Split('\n')[2];
        Assert.That(DockerEngine.History(_box.Image("python-base")), Does.Not.Contain(line));
        Assert.That(_box.Files.Read("obj/esb/edge-serverless-box.esbproj/docker-bake.json"), Does.Not.Contain(line));
        Assert.That(_build.ToString() + string.Join('\n', _build.Messages), Does.Not.Contain(line));
    }

    private string Head => _box.Files.Git("rev-parse", "HEAD");

    private string Certificate => _box.Files.Read("certs/rootCA.crt").Trim();

    private string Name(string of) => $"{_box.Brand}-{of}";

    private void Run(string name, params string[] options) => DockerEngine.Must(
    [
        "run", "--detach", "--name", Name(name), "--network", Name("net"), .. options, _box.Image(name, "latest-docker"),
    ]);

    private bool Healthy(string name) =>
        DockerEngine.Run("inspect", "--format", "{{.State.Health.Status}}", Name(name)).Output.Trim() is "healthy";

    private JsonElement Get(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_gateway + path));
        using var answer = _client.Send(request);
        using var document = JsonDocument.Parse(answer.EnsureSuccessStatusCode().Content.ReadAsStream());
        return document.RootElement.Clone();
    }

    // What people's own builds in the sample left there is not part of it.
    private void Copy(string path)
    {
        if (path.Split('/').Any(static folder => folder is "certs" or "obj" or "bin" or ".esb"))
            return;

        // The names of secrets follow the brand.
        var text = File.ReadAllText(Path.Combine(Source, path))
            .Replace("esb_root_ca", _box.Brand + "_root_ca", StringComparison.Ordinal)
            .Replace("Sdk=\"Esb.Sdk/0.1.0\"", $"Sdk=\"Esb.Sdk/{PackedSdk.Version}\"", StringComparison.Ordinal);
        _box.Files.Write(path, text);
    }
}
