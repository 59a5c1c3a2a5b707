using Esb.Testing;

namespace Esb.Sdk.Tests.Ways;

/// <summary>An image project and a library in one solution, as <c>dotnet sln add</c> puts them there.</summary>
[TestFixture("All.sln", "Microsoft Visual Studio Solution File, Format Version 12.00\nGlobal\nEndGlobal\n")]
[TestFixture("All.slnx", "<Solution />\n")]
public sealed class Solution(string solution, string empty) : SdkFixture
{
    private SdkFolder _folder = null!;
    private FakeDocker _docker = null!;

    [OneTimeSetUp]
    public void Make()
    {
        _folder = NewFolder();
        _folder.Write(solution, empty);
        _folder.WriteImage("images/gateway");
        _folder.WriteProject(
            """<ItemGroup><EsbImage Include="gateway" Context="gateway" /></ItemGroup>""",
            "images/images.esbproj");
        WriteLibrary(_folder, "lib/lib.csproj");
        _folder.Write("Directory.Solution.targets", $"""
            <Project><Import Project="Solution.targets" Sdk="Esb.Sdk" Version="{PackedSdk.Version}" /></Project>
            """);
        _docker = FakeDocker.In(_folder);
        _folder.Commit();
        _folder.Must("dotnet", "sln", solution, "add", "images/images.esbproj", "lib/lib.csproj");
    }

    [SetUp]
    public void Forget()
    {
        if (Directory.Exists(_folder["images/obj"]))
            Directory.Delete(_folder["images/obj"], recursive: true);
    }

    [Test]
    public void HoldsTheImageProject() => Assert.That(_folder.Read(solution), Does.Contain("images.esbproj"));

    [TestCase("restore")]
    [TestCase("build")]
    [TestCase("clean")]
    [TestCase("publish")]
    public void AnswersEveryVerb(string verb)
    {
        var outcome = _folder.Dotnet(verb, solution, _docker.Argument);
        Assert.That((outcome.Succeeded, outcome.Codes), Is.EqualTo((true, Array.Empty<string>())), outcome.ToString());
    }

    [TestCase("EsbImages", "PlanImages")]
    [TestCase("EsbPlan", "PlanImages")]
    [TestCase("EsbGenerateBakeFile", "GenerateBakeFile")]
    [TestCase("EsbVerify", "VerifyImages")]
    [TestCase("EsbPush", "PlanImages")]
    [TestCase("EsbCacheReport", "ReportCaches")]
    [TestCase("EsbClean", "CleanImages")]
    public void PassesOverProjectsWithoutImages(string target, string task)
    {
        var outcome = _folder.Dotnet("msbuild", solution, "-t:" + target, _docker.Argument);
        Assert.That((outcome.Succeeded, outcome.Codes), Is.EqualTo((true, Array.Empty<string>())), outcome.ToString());
        Assert.That(outcome.Tasks.Count(t => t.Equals(task, StringComparison.Ordinal)), Is.EqualTo(1));
    }
}
