using Esb.Testing;

namespace Esb.Sdk.Tests.Pipeline;

/// <summary>Each public target goes as far as its name says, and no further.</summary>
public sealed class TargetsOfThePipeline : SdkFixture
{
    private SdkFolder _folder = null!;

    [SetUp]
    public void Write() => _folder = NewImageFolder("""
        <PropertyGroup>
          <EsbBeforeImagesTargets>Before</EsbBeforeImagesTargets>
          <EsbAfterImagesTargets>After</EsbAfterImagesTargets>
          <EsbAfterPushTargets>Sign</EsbAfterPushTargets>
        </PropertyGroup>
        <ItemGroup><EsbImage Include="gateway" Context="gateway" /></ItemGroup>
        <Target Name="Before"><Message Text="before" /></Target>
        <Target Name="After"><Message Text="after @(EsbBuiltImage)" /></Target>
        <Target Name="Sign"><Message Text="sign @(EsbBuiltImage)" /></Target>
        """);

    [Test]
    public void GenerateReturnsTheBakeFileAndNeedsNoDocker()
    {
        var items = _folder.TargetItems("EsbGenerateBakeFile", "images.proj", "-p:EsbDockerPath=/nowhere/docker");
        Assert.That(
            items.Select(static i => i.GetProperty("Identity").GetString()),
            Is.EqualTo(new[] { _folder["obj/esb/images.proj/docker-bake.json"] }));
    }

    [Test]
    public void ImagesWithoutDockerIsOneError()
    {
        var outcome = _folder.Build("images.proj", "-t:EsbImages", "-p:EsbDockerPath=/nowhere/docker");
        Assert.That(
            (outcome.Succeeded, string.Join(' ', outcome.Codes)),
            Is.EqualTo((false, "ESB1101")),
            outcome.ToString());
    }

    [TestCase("EsbRegistryStart")]
    [TestCase("EsbRegistryStop")]
    public void RegistryWithoutDockerIsOneError(string target)
    {
        var outcome = _folder.Build("images.proj", "-t:" + target, "-p:EsbDockerPath=/nowhere/docker");
        Assert.That(outcome.Codes, Is.EqualTo(new[] { "ESB1101" }), outcome.ToString());
    }

    [Test]
    public void UniqueTagIsTheOneOfTheBakeFile()
    {
        var outcome = _folder.Build("images.proj", "-t:EsbGenerateBakeFile", "-p:EsbUniqueTag=a/b", "-p:EsbTag=v1");
        Assert.That(outcome.Succeeded, outcome.ToString());
        Assert.That(
            _folder.Read("obj/esb/images.proj/docker-bake.json"),
            Does.Contain($"\"esb-gateway:e2e-a-b-{_folder.Git("rev-parse", "HEAD")[..12]}\""));
    }

    [Test]
    public void ImagesRunsTheTargetsAroundIt()
    {
        var outcome = _folder.Build("images.proj", "-t:EsbImages", FakeDocker.In(_folder).Argument);
        Assert.That(
            outcome.Messages.Where(static m => m is "before" or "after gateway"),
            Is.EqualTo(new[] { "before", "after gateway" }));
    }

    [TestCase("EsbPlan")]
    [TestCase("EsbGenerateBakeFile")]
    public void BuildBuildsImagesAfterWhatBuildsNone(string target)
    {
        var outcome = _folder.Dotnet("msbuild", "images.proj", $"-t:{target};Build", FakeDocker.In(_folder).Argument);
        Assert.That(outcome.Tasks, Has.One.EqualTo("RunBake"), outcome.ToString());
    }

    [Test]
    public void VerifyLooksIntoEveryImage()
    {
        var docker = FakeDocker.In(_folder);
        var outcome = _folder.Build("images.proj", "-t:EsbVerify", docker.Argument);
        Assert.That(outcome.Succeeded, outcome.ToString());
        Assert.That(docker.Calls.Count(static c => c[0] is "cp"), Is.EqualTo(1));
    }

    [Test]
    public void PushBakesToTheRegistryAndRunsWhatComesAfter()
    {
        var docker = FakeDocker.In(_folder);
        var outcome = _folder.Build("images.proj", "-t:EsbPush", docker.Argument);
        Assert.That(outcome.Messages, Has.One.EqualTo("sign gateway"), outcome.ToString());
        Assert.That(docker.Bakes, Has.Count.EqualTo(1));
        Assert.That(_folder.Read("obj/esb/images.proj/docker-bake.json"), Does.Contain("type=registry"));
    }
}
