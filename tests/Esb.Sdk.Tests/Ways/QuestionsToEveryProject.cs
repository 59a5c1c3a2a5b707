using System.Xml.Linq;
using Esb.Testing;

namespace Esb.Sdk.Tests.Ways;

/// <summary>What dotnet asks of every project of a solution, and of every project that is referenced.</summary>
public sealed class QuestionsToEveryProject : SdkFixture
{
    // What the programs ask for by themselves; what MSBuild's and NuGet's files ask for is read from them.
    private static readonly string[] OfPrograms =
    [
        "Build", "Clean", "Rebuild", "Restore", "Publish", "PublishContainer", "Pack", "VSTest", "_MTPBuild",
        "_IsProjectRestoreSupported", "_CollectRestoreInputs", "CollectPackageReferences",
        "CollectCentralPackageVersions", "_CollectWatchItems", "CompileDesignTime",
    ];

    private SdkFolder _folder = null!;

    [OneTimeSetUp]
    public void Write()
    {
        _folder = NewFolder();
        _folder.WriteImage("images/gateway");
        _folder.WriteProject(
            """<ItemGroup><EsbImage Include="gateway" Context="gateway" /></ItemGroup>""",
            "images/images.esbproj");
        WriteLibrary(
            _folder,
            "app/app.csproj",
            """<ItemGroup><ProjectReference Include="../images/images.esbproj" ReferenceOutputAssembly="false" /></ItemGroup>""");
        _folder.Write("All.slnx", """
            <Solution><Project Path="images/images.esbproj" Type="C#" /><Project Path="app/app.csproj" /></Solution>
            """);
        _folder.Commit();
    }

    [Test]
    public void AreAllAnswered()
    {
        var tools = _folder.Properties(["MSBuildToolsPath"], "images/images.esbproj")["MSBuildToolsPath"];
        var asked = Asked(Path.Combine(tools, "NuGet.targets"), "RestoreGraphProject", "RestoreProjectPath")
            .Concat(Asked(Path.Combine(tools, "Microsoft.Common.CurrentVersion.targets"), "ProjectReference"))
            .Concat(Asked(
                Path.Combine(tools, "Sdks/Microsoft.NET.Sdk/targets/Microsoft.NET.Publish.targets"),
                "ProjectReference"))
            .Concat(OfPrograms).Distinct(StringComparer.Ordinal).ToList();
        Assert.That(asked, Does.Contain("_GenerateProjectRestoreGraph").And.Contain("GetCopyToPublishDirectoryItems"));
        Assert.That(Targets(), Is.SupersetOf(asked));
    }

    [TestCase("restore", "app/app.csproj")]
    [TestCase("publish", "app/app.csproj")]
    [TestCase("build", "app/app.csproj", "-p:RestoreUseStaticGraphEvaluation=true")]
    [TestCase("publish", "All.slnx")]
    [TestCase("pack", "All.slnx")]
    public void AreAnsweredByVerb(params string[] arguments)
    {
        var outcome = _folder.Dotnet([.. arguments, FakeDocker.In(_folder).Argument]);
        Assert.That((outcome.Succeeded, outcome.Codes), Is.EqualTo((true, Array.Empty<string>())), outcome.ToString());
    }

    [TestCase("list", "All.slnx", "package")]
    [TestCase("package", "list", "--project", "images/images.esbproj", "--format", "json")]
    public void AreAnsweredWithoutPackages(params string[] arguments)
    {
        _folder.Must("dotnet", "restore", "All.slnx");
        Assert.That(_folder.Must("dotnet", arguments), Does.Contain("images").And.Contain("net10.0"));
    }

    // Those that a file asks of other projects, whether these have them or not.
    private static IEnumerable<string> Asked(string file, params string[] items) =>
        XDocument.Load(file).Descendants().Where(static e => e.Name.LocalName is "MSBuild")
            .Where(e => items.Any(((string?)e.Attribute("Projects") ?? "").Contains)
                        && e.Attribute("SkipNonexistentTargets") is null)
            .Select(static e => (string?)e.Attribute("Targets") ?? "")
            .Where(static name => name.Length > 0 && !name.Contains('(', StringComparison.Ordinal));

    private List<string> Targets() =>
        [.. _folder.Must("dotnet", "msbuild", "images/images.esbproj", "-nologo", "-targets").Split('\n')];
}
