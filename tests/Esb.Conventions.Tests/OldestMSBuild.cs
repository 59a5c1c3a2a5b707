using System.Globalization;
using System.Xml.Linq;

namespace Esb.Conventions.Tests;

/// <summary>The oldest MSBuild that users are promised is the one that the tasks are compiled against.</summary>
internal sealed class OldestMSBuild
{
    private static readonly Version Promised = Version.Parse(
        SdkFiles.Elements("sdk/targets/Esb.Check.targets")
            .Single(static e => e.Name.LocalName is "_EsbMinimumMSBuildVersion").Value);

    [Test]
    public void IsTheOneThatTasksAreCompiledAgainst() => Violations.AreNone(
        XDocument.Parse(Sources.One("Directory.Packages.props").Text).Descendants("PackageVersion")
            .Select(static e => (Name: (string)e.Attribute("Include")!, Version: (string)e.Attribute("Version")!))
            .Where(static p => p.Name is "Microsoft.Build.Framework" or "Microsoft.Build.Utilities.Core"
                               && !IsPromised(Version.Parse(p.Version)))
            .Select(static p => $"{p.Name} {p.Version}"),
        $"sdk/targets/Esb.Check.targets promises MSBuild {Promised}. Raise _EsbMinimumMSBuildVersion with the package:");

    [TestCase("sdk/targets/Esb.Check.targets")]
    [TestCase("README.md")]
    [TestCase("docs/errors.md")]
    [TestCase("docs/architecture.md")]
    [TestCase("global.json")]
    public void IsNamedByItsSdkEverywhere(string path) =>
        Assert.That(Sources.One(path).Text, Does.Contain(Sdk), "The .NET SDK that brings the promised MSBuild.");

    // Four bands of a .NET SDK a year, and a band every third version of MSBuild: 18.0 came with 10.0.100.
    private static string Sdk => string.Create(
        CultureInfo.InvariantCulture,
        $"{Promised.Major - 8}.0.{(Promised.Minor / 3 + 1) * 100}");

    private static bool IsPromised(Version version) =>
        (version.Major, version.Minor) == (Promised.Major, Promised.Minor);
}
