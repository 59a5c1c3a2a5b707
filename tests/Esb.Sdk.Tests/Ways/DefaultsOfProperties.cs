using System.Xml.Linq;
using Esb.Testing;

namespace Esb.Sdk.Tests.Ways;

/// <summary>Every public property has its documented default, and whoever says otherwise wins.</summary>
[TestFixture("standalone")]
[TestFixture("element")]
public sealed class DefaultsOfProperties(string way) : SdkFixture
{
    private static readonly Dictionary<string, string> Expected = new(StringComparer.Ordinal)
    {
        ["EsbBrand"] = "esb",
        ["EsbMode"] = "docker",
        ["EsbModes"] = "docker;containerd",
        ["EsbTag"] = "",
        ["EsbUniqueTag"] = "",
        ["EsbRegistry"] = "",
        ["EsbCertDir"] = "",
        ["EsbRepoRoot"] = "",
        ["EsbGitEngine"] = "auto",
        ["EsbPlatforms"] = "",
        ["EsbOnly"] = "",
        ["EsbPush"] = "false",
        ["EsbNoCache"] = "false",
        ["EsbCache"] = "",
        ["EsbCacheDirectory"] = "",
        ["EsbCacheLimit"] = "10GB",
        ["EsbCacheMode"] = "max",
        ["EsbCacheReadOnly"] = "false",
        ["EsbCacheRegistry"] = "",
        ["EsbPull"] = "false",
        ["EsbTrustAddresses"] = "false",
        ["EsbProvenance"] = "false",
        ["EsbSbom"] = "false",
        ["EsbBuilder"] = "",
        ["EsbBuilderDriver"] = "docker",
        ["EsbBuilderNetwork"] = "host",
        ["EsbBuilderImage"] = "",
        ["EsbBuildkitdConfig"] = "",
        ["EsbRegistryImage"] = "registry:2",
        ["EsbRegistryPort"] = "5010",
        ["EsbRegistryTimeout"] = "30",
        ["EsbDockerPath"] = "docker",
        ["EsbDockerTimeout"] = "20",
        ["EsbLockTimeout"] = "",
        ["EsbMaxParallel"] = "0",
        ["EsbKeepGoing"] = "false",
        ["EsbLiveProgress"] = "false",
        ["EsbExplain"] = "false",
        ["EsbRuntimeHooks"] = "",
        ["EsbImagesOnBuild"] = "true",
        ["EsbImagesOnPublish"] = "false",
    };

    private static readonly string[] Names =
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "sdk/targets"), "*Defaults.props")
            .SelectMany(static f => XDocument.Load(f).Descendants("PropertyGroup").Elements())
            .Select(static e => e.Name.LocalName),
    ];

    private SdkFolder _folder = null!;
    private IReadOnlyDictionary<string, string> _defaults = null!;

    [OneTimeSetUp]
    public void Evaluate()
    {
        _folder = NewFolder();
        Write("");
        _defaults = _folder.Properties([.. Names, "EsbSdkVersion"], "images.csproj");
    }

    [Test]
    public void AreAllInTheTable() => Assert.That(Names, Is.EquivalentTo(Expected.Keys));

    [TestCaseSource(nameof(Names))]
    public void AreAsDocumented(string name) => Assert.That(_defaults[name], Is.EqualTo(Expected[name]));

    [Test]
    public void SayThePackedVersion() => Assert.That(_defaults["EsbSdkVersion"], Is.EqualTo(PackedSdk.Version));

    [Test]
    public void LoseAgainstTheProject()
    {
        Write(All("project"));
        AssertAll("project");
    }

    [Test]
    public void LoseAgainstDirectoryBuildProps()
    {
        Write("");
        _folder.Write("Directory.Build.props", $"<Project>{All("directory")}</Project>");
        AssertAll("directory");
        File.Delete(_folder["Directory.Build.props"]);
    }

    [Test]
    public void LoseAgainstTheCommandLine()
    {
        Write(All("project"));
        AssertAll("given", [.. Names.Select(static n => $"-p:{n}=given-{n}")]);
    }

    private static string All(string value) =>
        $"<PropertyGroup>{string.Concat(Names.Select(n => $"<{n}>{value}-{n}</{n}>"))}</PropertyGroup>";

    private void Write(string body)
    {
        if (way is "standalone")
            _folder.WriteProject(body, "images.csproj");
        else
            WriteLibrary(_folder, "images.csproj", LibraryWithImages.Use(way) + body);
    }

    private void AssertAll(string value, params string[] arguments)
    {
        var values = _folder.Properties(Names, ["images.csproj", .. arguments]);
        Assert.That(Names.Select(n => values[n]), Is.EqualTo(Names.Select(n => $"{value}-{n}")));
    }
}
