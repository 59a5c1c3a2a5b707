using System.Text.Json;
using Esb.Testing;

namespace Esb.Sdk.Tests.Ways;

[TestFixture("images.proj")]
[TestFixture("images.esbproj")]
public sealed class StandaloneProject(string project) : SdkFixture
{
    private SdkFolder _folder = null!;
    private FakeDocker _docker = null!;
    private BuildOutcome _build = null!;
    private string _sha = "";

    [OneTimeSetUp]
    public void Build()
    {
        _folder = NewFolder();
        _folder.WriteImage("gateway");
        _folder.WriteImage("python-base");
        _folder.WriteProject("""
            <ItemGroup>
              <EsbImage Include="gateway" Context="gateway" BaseImages="python-base" />
              <EsbImage Include="python-base" Kind="base" Context="python-base" />
            </ItemGroup>
            """, project);
        _docker = FakeDocker.In(_folder);
        _sha = _folder.Commit();
        _build = _folder.Build(project, _docker.Argument);
    }

    [Test]
    public void BuildsWithoutAProblem() =>
        Assert.That((_build.Succeeded, _build.Codes), Is.EqualTo((true, Array.Empty<string>())), _build.ToString());

    [Test]
    public void CallsBakeOnceForAllImagesBasesFirst()
    {
        Assert.That(_docker.Bakes, Is.Not.Empty);
        Assert.That(FakeDocker.TargetsOf(_docker.Bakes[0]), Is.EqualTo(new[] { "python-base", "gateway" }));
        Assert.That(_build.Tasks.Count(static t => t is "RunBake"), Is.EqualTo(1));
    }

    [Test]
    public void BakesTheGeneratedFile() =>
        Assert.That(_docker.Bakes[0], Has.Some.StartsWith(_folder[$"obj/esb/{project}/.bake-call-"]));

    [Test]
    public void RecordsWhatWasBuilt()
    {
        using var record = JsonDocument.Parse(_folder.Read($"obj/esb/{project}/images.json"));
        var image = record.RootElement.GetProperty("images")[0];
        Assert.That(image.GetProperty("target").GetString(), Is.EqualTo("gateway"));
        Assert.That(image.GetProperty("digest").GetString(), Is.EqualTo(FakeDocker.Digest));
        Assert.That(image.GetProperty("git_sha").GetString(), Is.EqualTo(_sha));
    }

    [Test]
    public void LeavesNoMetadataFileBehind() =>
        Assert.That(
            Directory.GetFiles(_folder["obj/esb/" + project], "*.json").Select(Path.GetFileName),
            Is.EquivalentTo(new[] { "docker-bake.json", "images.json", "plan.json" }));

    [Test]
    public void LeavesNoPlanOfTheBuildBehind() =>
        Assert.That(Directory.GetFiles(_folder[$"obj/esb/{project}/plans"]), Is.Empty);

    [Test]
    public void WritesTheVersionOfTheCommit() =>
        Assert.That(_folder.Read(".esb/meta/version.json"), Does.Contain($"\"git_sha\": \"{_sha}\""));

    [Test]
    public void ReturnsBuiltImages()
    {
        var item = _folder.TargetItems("EsbImages", project, _docker.Argument)[1];
        string Get(string name) => item.GetProperty(name).GetString()!;
        Assert.That((Get("Identity"), Get("Name"), Get("Kind")), Is.EqualTo(("gateway", "gateway", "service")));
        Assert.That((Get("Digest"), Get("GitSha"), Get("Seconds")), Is.EqualTo((FakeDocker.Digest, _sha, "0.000")));
        Assert.That(Get("References"), Is.EqualTo("esb-gateway:latest"));
    }

    [TestCase("restore")]
    [TestCase("publish")]
    [TestCase("pack")]
    [TestCase("test")]
    [TestCase("clean")]
    [TestCase("build", "-t:Rebuild")]
    public void AnswersEveryVerb(params string[] arguments)
    {
        var outcome = _folder.Dotnet([arguments[0], project, .. arguments.Skip(1), _docker.Argument]);
        Assert.That((outcome.Succeeded, outcome.Codes), Is.EqualTo((true, Array.Empty<string>())), outcome.ToString());
    }
}
