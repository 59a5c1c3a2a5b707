using Esb.Testing;

namespace Esb.Sdk.Tests.Items;

/// <summary>
/// A Dockerfile without version.json is a warning that can be switched as every other warning of MSBuild can.
/// </summary>
[TestFixture("standalone")]
[TestFixture("element")]
public sealed class LintedDockerfile(string way) : SdkFixture
{
    private SdkFolder _folder = null!;

    [OneTimeSetUp]
    public void Write()
    {
        _folder = NewFolder();
        _folder.WriteImage("gateway", "# syntax\nFROM scratch\nCOPY gateway /\n");
        _folder.Commit();
    }

    [Test]
    public void IsAWarningAtTheLastStage()
    {
        var outcome = Build("");
        Assert.That(outcome.Succeeded, outcome.ToString());
        Assert.That(outcome.Codes, Is.EqualTo(new[] { "ESB2101" }));
        Assert.That(
            (outcome.Warnings[0].File, outcome.Warnings[0].Line),
            Is.EqualTo((_folder["gateway/Dockerfile"], 2)));
    }

    [TestCase("<NoWarn>$(NoWarn);ESB2101</NoWarn>")]
    [TestCase("<MSBuildWarningsAsMessages>ESB2101</MSBuildWarningsAsMessages>")]
    public void IsSilent(string property)
    {
        var outcome = Build(property);
        Assert.That((outcome.Succeeded, outcome.Codes), Is.EqualTo((true, Array.Empty<string>())), outcome.ToString());
    }

    [TestCase("<WarningsAsErrors>ESB2101</WarningsAsErrors>")]
    [TestCase("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>")]
    [TestCase("<MSBuildWarningsAsErrors>ESB2101</MSBuildWarningsAsErrors>")]
    [TestCase("<MSBuildTreatWarningsAsErrors>true</MSBuildTreatWarningsAsErrors>")]
    public void IsAnError(string property)
    {
        var outcome = Build(property);
        Assert.That(outcome.Succeeded, Is.False, outcome.ToString());
        Assert.That(outcome.Errors.Select(static e => e.Code), Is.EqualTo(new[] { "ESB2101" }));
    }

    [Test]
    public void StaysAWarningWhereItIsExcepted()
    {
        var outcome = Build("""
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <WarningsNotAsErrors>ESB2101</WarningsNotAsErrors>
            """);
        Assert.That(outcome.Succeeded, outcome.ToString());
        Assert.That(outcome.Warnings.Select(static w => w.Code), Is.EqualTo(new[] { "ESB2101" }));
    }

    private BuildOutcome Build(string property)
    {
        var body = $"""
            <PropertyGroup>{property}</PropertyGroup>
            <ItemGroup><EsbImage Include="gateway" Context="gateway" /></ItemGroup>
            """;
        if (way is "standalone")
            _folder.WriteProject(body, "images.csproj");
        else
            WriteLibrary(_folder, "images.csproj", Ways.LibraryWithImages.Use(way) + body);
        return _folder.Dotnet("msbuild", "images.csproj", "-t:EsbGenerateBakeFile");
    }
}
