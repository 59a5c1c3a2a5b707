using Esb.Testing;

namespace Esb.Sdk.Tests.Ways;

/// <summary>A csproj has images too, by each way that brings the package into it.</summary>
[TestFixture("element")]
[TestFixture("reference")]
[TestFixture("element and reference")]
public sealed class LibraryWithImages(string way) : SdkFixture
{
    private const string Images = """<ItemGroup><EsbImage Include="gateway" Context="gateway" /></ItemGroup>""";
    private SdkFolder _folder = null!;
    private FakeDocker _docker = null!;
    private BuildOutcome _build = null!;

    /// <summary>What stands in the project, for one of the ways.</summary>
    public static string Use(string way, string? referenceVersion = null)
    {
        var element = way.Contains(
            "element",
            StringComparison.Ordinal) ? $"""<Sdk Name="Esb.Sdk" Version="{PackedSdk.Version}" />""" : "";
        var version = referenceVersion ?? PackedSdk.Version;
        return way.Contains("reference", StringComparison.Ordinal)
            ? $"""{element}<ItemGroup><PackageReference Include="Esb.Sdk" Version="{version}" /></ItemGroup>"""
            : element;
    }

    [OneTimeSetUp]
    public void Build()
    {
        _folder = NewFolder();
        _folder.WriteImage("gateway");
        WriteLibrary(_folder, "lib.csproj", Use(way) + Images);
        _docker = FakeDocker.In(_folder);
        _folder.Commit();
        _build = _folder.Build("lib.csproj", _docker.Argument);
    }

    [Test]
    public void BuildsWithoutAProblem() =>
        Assert.That((_build.Succeeded, _build.Codes), Is.EqualTo((true, Array.Empty<string>())), _build.ToString());

    [Test]
    public void IsStillCompiled() => Assert.That(_folder["bin/Debug/net10.0/lib.dll"], Does.Exist);

    [Test]
    public void BuildsItsImagesOnce()
    {
        Assert.That(_build.Tasks.Count(static t => t is "RunBake"), Is.EqualTo(1));
        Assert.That(FakeDocker.TargetsOf(_docker.Bakes[0]), Is.EqualTo(new[] { "gateway" }));
    }

    [TestCase("-p:EsbImagesOnBuild=false")]
    [TestCase("-p:DesignTimeBuild=true")]
    public void LeavesItsImagesAlone(string argument)
    {
        var outcome = _folder.Build("lib.csproj", "--no-restore", argument, _docker.Argument);
        Assert.That(outcome.Succeeded, outcome.ToString());
        Assert.That(outcome.Tasks, Has.None.AnyOf("ResolveGitContext", "GenerateBakeFile", "RunBake"));
    }
}
