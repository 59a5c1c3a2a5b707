using Esb.Testing;

namespace Esb.Sdk.Tests.Pipeline;

/// <summary>A matrix: the project has no image until a target of one of its lists has made it.</summary>
public sealed class ItemsMadeByATarget : SdkFixture
{
    [TestCase("EsbGenerateBakeFile", "GenerateBakeFile")]
    [TestCase("EsbPlan", "PlanImages")]
    [TestCase("EsbImages", "RunBake")]
    [TestCase("EsbVerify", "VerifyImages")]
    [TestCase("EsbPush", "RunBake")]
    [TestCase("EsbCacheReport", "ReportCaches")]
    [TestCase("Build", "RunBake")]
    [TestCase("Publish", "RunBake")]
    public void AreImagesForEveryTarget(string target, string task)
    {
        var outcome = Run("EsbPrepareTargets", target);
        Assert.That(outcome.Tasks, Has.One.EqualTo(task), outcome.ToString());
    }

    [TestCase("EsbGenerateBakeFileDependsOn", "EsbPlan", "PlanImages")]
    [TestCase("EsbGenerateBakeFileDependsOn", "Build", "RunBake")]
    [TestCase("EsbBeforeImagesTargets", "EsbImages", "RunBake")]
    [TestCase("EsbImagesDependsOn", "EsbImages", "RunBake")]
    public void AreImagesForWhatRunsTheList(string list, string target, string task)
    {
        var outcome = Run(list, target);
        Assert.That(outcome.Tasks, Has.One.EqualTo(task), outcome.ToString());
    }

    [TestCase("<EsbImage Include=\"gateway\" Context=\"gateway\" />", "gateway made")]
    [TestCase("", "made")]
    public void ArePlannedAsTheyAreBuilt(string items, string expected)
    {
        var folder = NewFolder();
        Write(folder, "EsbPrepareTargets", items);
        var docker = FakeDocker.In(folder);

        var planned = folder.TargetItems("EsbPlan", "images.proj", docker.Argument);
        var built = folder.TargetItems("EsbImages", "images.proj", docker.Argument);

        Assert.That(Names(planned), Is.EqualTo(expected));
        Assert.That(Names(built), Is.EqualTo(expected));
    }

    [Test]
    public void MayBeExternalImages()
    {
        var folder = NewFolder();
        folder.WriteProject("""
            <PropertyGroup><EsbRegistryImportDependsOn>Make</EsbRegistryImportDependsOn></PropertyGroup>
            <Target Name="Make"><ItemGroup><EsbExternalImage Include="alpine:3" /></ItemGroup></Target>
            """);
        var outcome = folder.Build("images.proj", "-t:EsbRegistryImport", "-p:EsbDockerPath=/nowhere/docker");
        Assert.That(outcome.Tasks, Has.One.EqualTo("StartRegistry"), outcome.ToString());
    }

    [Test]
    public void AreNoFaultWhereTheTargetMakesNone()
    {
        var folder = NewFolder();
        folder.WriteProject("""
            <PropertyGroup><EsbPrepareTargets>Make</EsbPrepareTargets></PropertyGroup>
            <Target Name="Make" />
            """);
        var outcome = folder.Build("images.proj", "-p:EsbDockerPath=/nowhere/docker");
        Assert.That((outcome.Succeeded, outcome.Codes), Is.EqualTo((true, Array.Empty<string>())), outcome.ToString());
        Assert.That(folder["obj"], Does.Not.Exist);
    }

    private BuildOutcome Run(string list, string target)
    {
        var folder = NewFolder();
        Write(folder, list, "");
        var outcome = folder.Dotnet("msbuild", "images.proj", "-t:" + target, FakeDocker.In(folder).Argument);
        Assert.That((outcome.Succeeded, outcome.Codes), Is.EqualTo((true, Array.Empty<string>())), outcome.ToString());
        return outcome;
    }

    private static void Write(SdkFolder folder, string list, string items)
    {
        folder.WriteImage("gateway");
        folder.WriteProject($"""
            <PropertyGroup><{list}>Make</{list}></PropertyGroup>
            <ItemGroup>{items}</ItemGroup>
            <Target Name="Make"><ItemGroup><EsbImage Include="made" Context="gateway" /></ItemGroup></Target>
            """);
        folder.Commit();
    }

    private static string Names(IEnumerable<System.Text.Json.JsonElement> items) =>
        string.Join(' ', items.Select(static i => i.GetProperty("Identity").GetString()).Order(StringComparer.Ordinal));
}
