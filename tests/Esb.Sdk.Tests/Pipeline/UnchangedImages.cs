using System.Text.Json;
using Esb.Testing;

namespace Esb.Sdk.Tests.Pipeline;

/// <summary>What is up to date is not baked, and everybody gets to know why the rest is.</summary>
public sealed class UnchangedImages : SdkFixture
{
    private SdkFolder _folder = null!;
    private FakeDocker _docker = null!;

    [SetUp]
    public void Build()
    {
        _folder = NewFolder();
        _folder.WriteImage("os-base");
        _folder.WriteImage("gateway");
        _folder.WriteProject("""
            <ItemGroup>
              <EsbImage Include="os-base" Kind="base" Context="os-base" />
              <EsbImage Include="gateway" Context="gateway" BaseImages="os-base" />
              <EsbImage Include="agent" Context="gateway" />
            </ItemGroup>
            """);
        _docker = FakeDocker.In(_folder);
        _folder.Commit();
        BuildAgain();
    }

    [Test]
    public void AreNotBaked()
    {
        var outcome = BuildAgain();
        Assert.That(outcome.Messages, Has.One.EqualTo("3 images are up to date"), outcome.ToString());
        Assert.That(_docker.Bakes, Has.Count.EqualTo(1));
    }

    [Test]
    public void AreStillReturned() =>
        Assert.That(
            _folder.TargetItems("EsbImages", "images.proj", _docker.Argument)
                .Select(static i => i.GetProperty("Identity").GetString()),
            Is.EquivalentTo(new[] { "os-base", "gateway", "agent" }));

    [Test]
    public void AreBakedWhenTheyAreGone()
    {
        _docker.RemoveImages();
        BuildAgain();
        Assert.That(FakeDocker.TargetsOf(_docker.Bakes[1]), Is.EquivalentTo(new[] { "os-base", "gateway", "agent" }));
    }

    [Test]
    public void AreBakedWithTheirBase()
    {
        _folder.Write("os-base/new", "x");
        var outcome = BuildAgain();
        Assert.That(FakeDocker.TargetsOf(_docker.Bakes[1]), Is.EqualTo(new[] { "os-base", "gateway" }));
        Assert.That(
            outcome.Messages,
            Has.One.EqualTo("gateway: base image os-base is rebuilt (os-base/new added)"), outcome.ToString());
    }

    [Test]
    public void AreShownByThePlan()
    {
        _folder.Write("gateway/new", "x");
        var items = _folder.TargetItems("EsbPlan", "images.proj", _docker.Argument);
        string[] reasons = [.. items.Select(static i => i.GetProperty("Reason").GetString()!)];
        Assert.That(reasons, Is.EqualTo(new[] { "gateway/new added", "gateway/new added" }));
        Assert.That(_docker.Bakes, Has.Count.EqualTo(1));
        var plan = JsonDocument.Parse(_folder.Read("obj/esb/images.proj/plan.json")).RootElement.GetProperty("images");
        Assert.That(plan.EnumerateArray().Count(static i => i.GetProperty("stale").GetBoolean()), Is.EqualTo(2));
    }

    [Test]
    public void AreForgottenByClean()
    {
        _folder.Must("dotnet", "msbuild", "images.proj", "-t:EsbClean");
        BuildAgain();
        Assert.That(FakeDocker.TargetsOf(_docker.Bakes[1]), Has.Count.EqualTo(3));
    }

    private BuildOutcome BuildAgain()
    {
        var outcome = _folder.Build("images.proj", "-t:EsbImages", _docker.Argument);
        Assert.That(outcome.Succeeded, outcome.ToString());
        return outcome;
    }
}
