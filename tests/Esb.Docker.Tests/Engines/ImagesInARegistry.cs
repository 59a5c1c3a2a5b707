using System.Text.Json;
using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Build.Processes;
using Esb.Testing;

namespace Esb.Docker.Tests.Engines;

/// <summary>What a real registry says of images, against what bake says when it pushes them.</summary>
public sealed class ImagesInARegistry
{
    private readonly TemporaryFolder _folder = new();
    private readonly DockerRegistry _registry = new();
    private string[] _digests = [];

    [OneTimeSetUp]
    public void Push()
    {
        _folder.Write("Dockerfile", "FROM scratch\nCOPY Dockerfile /\n");
        _folder.Write(
            "bake.json", $$"""{ "target": { "manifest": {{Target("true")}}, "index": {{Target("false")}} } }""");
        ProgramRun.Must(
            _folder.Root, "docker", "buildx", "bake", "-f", "bake.json", "--metadata-file", "meta.json",
            "--set", $"manifest.tags={Reference("manifest")}", "--set", $"index.tags={Reference("index")}",
            "manifest", "index");
        using var metadata = JsonDocument.Parse(_folder.Read("meta.json"));
        _digests =
        [
            .. new[] { "manifest", "index" }.Select(
                t => metadata.RootElement.GetProperty(t).GetProperty("containerimage.digest").GetString()!),
        ];
    }

    [OneTimeTearDown]
    public void Stop()
    {
        DockerEngine.RemoveImages("esb-registry-");
        _registry.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void HaveTheDigestThatBakeSays()
    {
        var digests = Read(Reference("manifest"), Reference("index"), Reference("gone"));

        Assert.That(digests, Is.EquivalentTo(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [Reference("manifest")] = _digests[0], [Reference("index")] = _digests[1],
        }));
    }

    [Test]
    public void AreFoundByTheirDigest()
    {
        var pinned = $"{_registry.Address}/esb-registry-index@{_digests[1]}";

        Assert.That(Read(pinned)?[pinned], Is.EqualTo(_digests[1]));
    }

    private static string Target(string plain) => $$"""
        { "output": ["type=registry"], "attest": ["type=provenance,disabled={{plain}}"] }
        """;

    private static IReadOnlyDictionary<string, string>? Read(params string[] references)
    {
        var problems = new ProblemList();
        var docker = new DockerSettings(
            "docker", Builder: null, Path.GetTempPath(), ProgramRun.Environment, TimeSpan.FromSeconds(60), Secrets: []);
        var digests = RegistryReader.Read(
            new(docker, references), SystemCommandRunner.Instance, problems, CancellationToken.None);
        Assert.That(problems.Found, Is.Empty);
        return digests;
    }

    private string Reference(string image) => $"{_registry.Address}/esb-registry-{image}:1";
}
