using System.Text.Json;
using Esb.Testing;

namespace Esb.Docker.Tests.Images;

/// <summary>A base image and what stands on it, linked in every way there is, in both modes.</summary>
[TestFixture("docker", "")]
[TestFixture("containerd", "127.0.0.1:5999/")]
public sealed class LinkedImages(string mode, string registry) : DockerFixture
{
    private DockerFolder _folder = null!;
    private Dictionary<string, JsonElement> _items = null!;

    [OneTimeSetUp]
    public void Build()
    {
        _folder = NewFolder();
        _folder.Files.WriteImage("base", $"FROM esb-test/busybox:1\nRUN echo {_folder.Brand} >/base\n" + CopyVersion);
        WriteService("named", "ARG OS_BASE_IMAGE\nFROM ${OS_BASE_IMAGE}\n");
        WriteService("found", "FROM os-base\n");
        WriteService("referenced", $"FROM {registry}{_folder.Brand}-os-base:latest\n");
        _folder.Files.WriteProject("""
            <ItemGroup>
              <EsbImage Include="os-base" Kind="base" Context="base" />
              <EsbImage Include="named" Context="named" BaseImages="os-base" Modes="docker;containerd"
                        Tags="extra" Labels="com.example.team=edge" />
              <EsbImage Include="found" Context="found" />
              <EsbImage Include="referenced" Context="referenced" />
            </ItemGroup>
            """);
        _folder.Files.Git("remote", "add", "origin", "git@github.com:example/edge.git");
        _folder.Files.Commit();
        _folder.Files.Git("tag", "-a", "v1.2.3", "-m", "v1.2.3");
        _items = _folder.Files.TargetItems(
            "EsbImages", "images.proj", "-p:EsbMode=" + mode, "-p:EsbRegistry=" + registry)
            .ToDictionary(static i => i.GetProperty("Identity").GetString()!, StringComparer.Ordinal);
    }

    [Test]
    public void AreItemsOfTheBuild() =>
        Assert.That(_items.Keys, Is.EquivalentTo(["os-base", "named-" + mode, "found", "referenced"]));

    [TestCase("os-base")]
    [TestCase("named")]
    [TestCase("found")]
    [TestCase("referenced")]
    public void HaveTheEnginesDigestInItemAndRecord(string name)
    {
        var digest = DockerEngine.Digest(Reference(name));
        Assert.That(_folder.Record[Target(name)].GetProperty("digest").GetString(), Is.EqualTo(digest));
        Assert.That(_items[Target(name)].GetProperty("Digest").GetString(), Is.EqualTo(digest));
    }

    [Test]
    public void AreThatImageUnderAllTheirNames() =>
        Assert.That(
            References("named").Select(DockerEngine.Digest), Is.All.EqualTo(DockerEngine.Digest(Reference("named"))));

    [Test]
    public void HaveTheirOwnTagsToo() =>
        Assert.That(References("named"), Does.Contain($"{registry}{_folder.Brand}-named:extra-{mode}"));

    [TestCase("named")]
    [TestCase("found")]
    [TestCase("referenced")]
    public void StandOnTheBaseOfThisBuild(string name) =>
        Assert.That(DockerEngine.Read(Reference(name), "/base").Trim(), Is.EqualTo(_folder.Brand));

    [TestCase("org.opencontainers.image.title", "named")]
    [TestCase("org.opencontainers.image.version", "v1.2.3")]
    [TestCase("org.opencontainers.image.source", "git@github.com:example/edge.git")]
    [TestCase("com.example.team", "edge")]
    public void HaveLabels(string label, string value) =>
        Assert.That(DockerEngine.Label(Reference("named"), label), Is.EqualTo(value));

    [Test]
    public void SayTheCommitWhereverItIsAskedFor()
    {
        var head = _folder.Files.Git("rev-parse", "HEAD");
        Assert.That(DockerEngine.Label(Reference("named"), "org.opencontainers.image.revision"), Is.EqualTo(head));
        Assert.That(_folder.Record["found"].GetProperty("git_sha").GetString(), Is.EqualTo(head));
        Assert.That(_items["found"].GetProperty("GitSha").GetString(), Is.EqualTo(head));
    }

    [TestCase("git_sha", "rev-parse", "HEAD")]
    [TestCase("git_sha_short", "rev-parse", "--short=12", "HEAD")]
    [TestCase("version", "describe", "--tags", "--always")]
    [TestCase("repo_url", "config", "--get", "remote.origin.url")]
    public void HoldWhatGitSays(string field, params string[] question) =>
        Assert.That(
            _folder.Version(Reference("found")).GetProperty(field).GetString(),
            Is.EqualTo(_folder.Files.Git(question)));

    [Test]
    public void HoldTheMomentOfTheBuild()
    {
        var date = _folder.Version(Reference("found")).GetProperty("build_date").GetString();
        Assert.That(date, Does.Match("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"));
    }

    private string Target(string name) => name is "named" ? "named-" + mode : name;

    private string[] References(string name) => _items[Target(name)].GetProperty("References").GetString()!.Split(';');

    private string Reference(string name) => References(name)[0];

    private void WriteService(string name, string from) =>
        _folder.Files.WriteImage(name, $"{from}COPY --from=meta /version.json /app/version.json\n");
}
