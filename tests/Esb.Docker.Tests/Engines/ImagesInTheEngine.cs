using System.Text.Json;
using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Build.Processes;
using Esb.Testing;

namespace Esb.Docker.Tests.Engines;

/// <summary>
/// What the engine says of images, in whichever image store it runs, against what bake says when it builds them.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ImagesInTheEngine
{
    private const string WithoutProvenance = """
        , "attest": ["type=provenance,disabled=true"]
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly string _name = $"t{System.Environment.ProcessId:x}is{Path.GetRandomFileName()[..5]}";

    [TearDown]
    public void Remove()
    {
        DockerEngine.RemoveImages(_name + "-");
        _folder.Dispose();
    }

    [TestCase(WithoutProvenance)]
    [TestCase("")] // then it is an index that has the tag, where the store can hold one
    public void HaveTheIdentityThatBakeSays(string attestations)
    {
        var digests = Bake(attestations);

        Assert.That(Read(Reference("a"), "docker.io/library/" + Reference("b"))?.Images.Values, Is.EqualTo(digests));
    }

    [Test]
    public void AreNotThereAfterTheyWereRemoved()
    {
        Bake(WithoutProvenance);
        DockerEngine.Must("image", "rm", Reference("a"));

        Assert.That(Read(Reference("a"), Reference("b"))?.Images.Keys, Is.EqualTo(new[] { Reference("b") }));
    }

    [Test]
    public void AreOthersAfterTheirTagWasMoved()
    {
        var digests = Bake(WithoutProvenance);
        DockerEngine.Must("image", "tag", Reference("b"), Reference("a"));

        Assert.That(Read(Reference("a"))?.Images[Reference("a")], Is.EqualTo(digests[1]));
    }

    [Test]
    public void AreToldByOneOfTheirReferences()
    {
        var digests = Bake(WithoutProvenance);
        string[] a = [Reference("a"), Reference("same"), Reference("moved"), Reference("gone")];
        DockerEngine.Must("image", "tag", Reference("a"), Reference("same"));
        DockerEngine.Must("image", "tag", Reference("b"), Reference("moved"));

        Assert.That(
            Read([a, [Reference("b")]])?.Images,
            Is.EquivalentTo(new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [a[0]] = digests[0], [a[1]] = digests[0], [a[2]] = digests[1], [Reference("b")] = digests[1],
            }));
    }

    [Test]
    public void AreTheSameForTheDockerProgram()
    {
        Bake(WithoutProvenance);
        string[] asked = [Reference("a"), Reference("b"), Reference("c")];

        var state = Read(asked);
        // Without a home docker itself asks the system for the folder of its configuration, which we leave to it.
        var homeless = new Dictionary<string, string>(ProgramRun.Environment, StringComparer.Ordinal);
        homeless.Remove("HOME");
        homeless.Remove("DOCKER_CONFIG");
        var byProgram = Read(homeless, [asked]);

        Assert.That(state?.Images, Has.Count.EqualTo(2).And.EquivalentTo(byProgram!.Images));
        var id = DockerEngine.Must("info", "--format", "{{.ID}}");
        Assert.That(state?.EngineId, Is.EqualTo(byProgram.EngineId).And.EqualTo(id));
    }

    private static EngineState? Read(params string[] references) =>
        Read([.. references.Select(static r => new[] { r })]);

    private static EngineState? Read(params string[][] images) => Read(ProgramRun.Environment, images);

    private static EngineState? Read(Dictionary<string, string> environment, params string[][] images)
    {
        var problems = new ProblemList();
        var docker = new DockerSettings(
            "docker", Builder: null, Path.GetTempPath(), environment, TimeSpan.FromSeconds(60), Secrets: []);
        var question = new EngineQuestion(docker, images);
        var state = EngineReader.Read(question, SystemCommandRunner.Instance, problems, CancellationToken.None);
        Assert.That(problems.Found, Is.Empty);
        return state;
    }

    private string Reference(string image) => $"{_name}-{image}:1";

    /// <summary>Builds the images a and b, which differ.</summary>
    /// <returns>The digest of each, as bake's metadata says it.</returns>
    private string[] Bake(string attestations)
    {
        _folder.Write("Dockerfile", "FROM scratch\nCOPY Dockerfile /\n");
        _folder.Write("bake.json", $$"""
            { "target": { "a": {{Target("a", attestations)}}, "b": {{Target("b", attestations)}} },
              "group": { "default": { "targets": ["a", "b"] } } }
            """);
        ProgramRun.Must(
            _folder.Root,
            "docker", "buildx", "bake", "-f", "bake.json", "--metadata-file", "meta.json", "--progress", "quiet");
        using var metadata = JsonDocument.Parse(_folder.Read("meta.json"));
        var targets = "ab".Select(t => metadata.RootElement.GetProperty($"{t}"));
        return [.. targets.Select(static t => t.GetProperty("containerimage.digest").GetString()!)];
    }

    private string Target(string image, string attestations) =>
        $$"""{ "tags": ["{{Reference(image)}}"], "labels": { "x": "{{Reference(image)}}" }{{attestations}} }""";
}
