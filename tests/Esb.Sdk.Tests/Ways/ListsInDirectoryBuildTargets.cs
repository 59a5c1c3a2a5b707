using Esb.Testing;

namespace Esb.Sdk.Tests.Ways;

/// <summary>
/// A PackageReference is imported before <c>Directory.Build.targets</c>, which may set lists of targets all the same.
/// </summary>
[TestFixture("element")]
[TestFixture("reference")]
public sealed class ListsInDirectoryBuildTargets(string way) : SdkFixture
{
    private static readonly string[] Lists =
    [
        "EsbPrepareTargets", "EsbGenerateBakeFileDependsOn", "EsbPlanDependsOn", "EsbBeforeImagesTargets",
        "EsbImagesDependsOn", "EsbAfterImagesTargets", "EsbVerifyDependsOn", "EsbPushDependsOn", "EsbAfterPushTargets",
        "EsbCacheReportDependsOn", "EsbCleanDependsOn",
    ];

    private SdkFolder _folder = null!;

    [OneTimeSetUp]
    public void Write()
    {
        _folder = NewFolder();
        _folder.WriteImage("gateway");
        WriteLibrary(
            _folder,
            "lib.csproj",
            LibraryWithImages.Use(way) + """<ItemGroup><EsbImage Include="gateway" Context="gateway" /></ItemGroup>""");
        var lists = Lists.Select(static list => $"<{list} Condition=\"'$(List)' == '{list}'\">$({list});Mine</{list}>");
        _folder.Write("Directory.Build.targets", $"""
            <Project>
              <PropertyGroup>{string.Concat(lists)}</PropertyGroup>
              <Target Name="Mine"><Message Text="mine" /></Target>
            </Project>
            """);
        _folder.Commit();
        _folder.Must("dotnet", "restore", "lib.csproj");
    }

    [TestCase("EsbPrepareTargets", "EsbGenerateBakeFile")]
    [TestCase("EsbGenerateBakeFileDependsOn", "EsbGenerateBakeFile")]
    [TestCase("EsbPlanDependsOn", "EsbPlan")]
    [TestCase("EsbBeforeImagesTargets", "EsbImages")]
    [TestCase("EsbImagesDependsOn", "EsbImages")]
    [TestCase("EsbAfterImagesTargets", "EsbImages")]
    [TestCase("EsbVerifyDependsOn", "EsbVerify")]
    [TestCase("EsbPushDependsOn", "EsbPush")]
    [TestCase("EsbAfterPushTargets", "EsbPush")]
    [TestCase("EsbCacheReportDependsOn", "EsbCacheReport")]
    [TestCase("EsbCleanDependsOn", "EsbClean")]
    public void AreRun(string list, string target)
    {
        var outcome = _folder.Dotnet(
            "msbuild", "lib.csproj", "-t:" + target, "-p:List=" + list, FakeDocker.In(_folder).Argument);
        Assert.That(outcome.Succeeded, outcome.ToString());
        Assert.That(outcome.Messages, Has.One.EqualTo("mine"));
    }
}
