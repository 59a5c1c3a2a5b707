using Esb.Build.Diagnostics;

namespace Esb.Sdk.Tests.Items;

/// <summary>In a csproj the package itself says what TreatWarningsAsErrors means for its warnings.</summary>
public sealed class WarningsAsErrors : SdkFixture
{
    // Reported by the targets, before a task can run.
    private const string TwoVersions = "ESB1302";

    [Test]
    public void AreAllOfTheCatalogue()
    {
        var folder = NewFolder();
        WriteLibrary(folder, "lib.csproj", Ways.LibraryWithImages.Use("element"));

        var codes = folder.Properties(
            ["MSBuildWarningsAsErrors"],
            "lib.csproj",
            "-p:TreatWarningsAsErrors=true")["MSBuildWarningsAsErrors"]
            .Split(';').Where(static c => c.StartsWith("ESB", StringComparison.Ordinal));

        var warnings = Rules.All.Where(static r => r.Severity == Severity.Warning).Select(static r => r.Code);
        Assert.That(codes, Is.EquivalentTo(warnings.Append(TwoVersions)));
    }
}
