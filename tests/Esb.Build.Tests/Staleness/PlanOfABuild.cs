using System.Reflection;
using Esb.Build.Definitions;
using Esb.Build.Diagnostics;
using Esb.Build.Files;
using Esb.Build.Fingerprints;
using Esb.Build.Images;
using Esb.Build.Staleness;
using Esb.Testing;

namespace Esb.Build.Tests.Staleness;

/// <summary>The file by which a build's tasks hand on what is built.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PlanOfABuild : IDisposable
{
    private static readonly ImageDefinition Everything = new(
        "gateway-docker", ImageName.TryParse("gateway")!, ImageKind.Control, new("/repo/images.esbproj"))
    {
        Mode = "docker",
        Context = "/repo/a;b %41 ${X}",
        Dockerfile = "/repo/Dockerfile ",
        Stage = "prod",
        Contexts = Map(("config", "/x;y=1"), ("os", "target:os"), ("%{c}", "docker-image://debian:12")),
        Arguments = Map(("A", "$${B} %%{c} \"é\n")),
        Labels = Map(("l", ""), ("org.opencontainers.image.revision", "1")),
        CommitLabels = ["org.opencontainers.image.revision"],
        References = [ImageReference.TryParse("127.0.0.1:5010/esb-gateway:1")!],
        Platforms = [Platform.TryParse("linux/arm64")!, Platform.TryParse("linux/amd64")!],
        Secrets = [new("ca", "/certs;x/a,\"b\".crt ", ""), new("token", "", "TOKEN")],
        UnseenSecrets = ["token"],
        Ssh = ["default", "k=/key"],
        Entitlements = ["network.host"],
        Groups = ["all"],
        BuiltFrom = ["os"],
        ExternalImages = ["debian:12"],
        Network = "host",
        NoCache = true,
        Pull = true,
        Outputs = ["type=docker", "type=registry,store=false"],
        Attestations = ["type=provenance,mode=min"],
        Unpinned = "it adds https://example.com",
        EntitlementLines = [new("network.host", new("/repo/Dockerfile", 3, 5))],
        ContextReads = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [""] = ["app", "b"] },
        Caches = new("/c", "r:cache"),
    };

    private readonly TemporaryFolder _folder = new();
    private readonly ProblemList _problems = new();

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<string> Names() =>
        typeof(ImageDefinition).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(static p => p.Name);

    [TestCaseSource(nameof(Names))]
    public void HasEveryPropertyOfADefinition(string name)
    {
        var read = Read(BuildPlanFile.Write(Plan))!.Images.Single().Definition;
        var property = typeof(ImageDefinition).GetProperty(name)!;
        Assert.That(
            property.GetValue(Everything), Is.Not.Null.And.Not.EqualTo("").And.Not.EqualTo(false), "say it above");
        Assert.That(property.GetValue(read), Is.EqualTo(property.GetValue(Everything)));
    }

    [TestCase(nameof(ImageKeys.Content), "c")]
    [TestCase(nameof(ImageKeys.Fingerprint), "f0123456789ab")]
    [TestCase(nameof(ImageKeys.AlwaysBuild), "NoCache is set")]
    [TestCase(nameof(ImageKeys.UnseenSecrets), "d")]
    [TestCase(nameof(ImageKeys.Changed), 42L)]
    [TestCase(nameof(ImageKeys.InputCount), 7)]
    public void HasTheKeys(string name, object value) => Assert.That(
        typeof(ImageKeys).GetProperty(name)!.GetValue(Read(BuildPlanFile.Write(Plan))!.Images.Single().Keys),
        Is.EqualTo(value));

    [Test]
    public void HasWhatWasDecided()
    {
        var image = Plan.Images[0] with
        {
            IsAsked = true,
            Reasons = ["a changed", "b changed"],
            ExternalIdentities = new Dictionary<string, string>(StringComparer.Ordinal) { ["debian:12"] = "sha256:1" },
        };
        var decided = Plan with { Engine = "e", Builder = "b", RecordsDigest = "r", Images = [image] };
        var read = Read(BuildPlanFile.Write(decided))!;
        Assert.That((read.Engine, read.Builder, read.RecordsDigest, read.Sha), Is.EqualTo(("e", "b", "r", "c0ffee")));
        Assert.That(read.Stale.Single().Reason, Is.EqualTo("a changed (and 1 more)"));
        Assert.That(read.Stale.Single().ExternalIdentities, Is.EqualTo(image.ExternalIdentities));
        Assert.That(read.Paths, Is.EqualTo(Plan.Paths));
    }

    [TestCase("\"target\": \"gateway-docker\"", "\"target\": \"other\"")]
    [TestCase("127.0.0.1:5010", "127.0.0.1:5011")]
    [TestCase("\n", "\n ")]
    public void IsNoneWhereSomebodyHasWrittenToIt(string present, string other)
    {
        var path = BuildPlanFile.Write(Plan);
        File.WriteAllText(path, File.ReadAllText(path).Replace(present, other, StringComparison.Ordinal));
        Assert.That(Read(path), Is.Null);
        Assert.That(_problems.Found.Single().Rule, Is.EqualTo(Rules.OtherPlan));
    }

    [Test]
    public void IsNoneWhereItIsGone()
    {
        var path = BuildPlanFile.Write(Plan);
        File.Delete(path);
        Assert.That(Read(path), Is.Null);
        Assert.That(_problems.Found.Single().Rule, Is.EqualTo(Rules.OtherPlan));
    }

    [Test]
    public void IsNobodyElses()
    {
        Assert.That(BuildPlanFile.Write(Plan), Is.Not.EqualTo(BuildPlanFile.Write(Plan)));
        Assert.That(BuildPlanFile.Living(Plan.Paths), Has.Count.EqualTo(2));
    }

    [Test]
    public void IsGoneADayAfterABuildThatWasKilled()
    {
        File.SetLastWriteTimeUtc(BuildPlanFile.Write(Plan), DateTime.UtcNow.AddDays(-2));
        Assert.That(BuildPlanFile.Living(Plan.Paths), Is.Empty);
        Assert.That(Directory.GetFiles(Plan.Paths.PlansDirectory), Is.Empty);
    }

    [Test]
    public void IsBakedWithTheTagOfItsInputs()
    {
        var image = Plan.Images[0];
        Assert.That(image.References, Has.One.EndsWith(":g-f0123456789a"));
        Assert.That(image.EngineReferences, Is.EqualTo(new[] { "127.0.0.1:5010/esb-gateway:1" }));
    }

    private BuildPlan Plan => new(
        ProjectPaths.Of("/repo/images.esbproj", "/repo", ".esb", new(_folder["out"])),
        "c0ffee",
        [
            new(Everything, new("gateway-docker", "f0123456789ab")
            {
                Content = "c",
                AlwaysBuild = "NoCache is set",
                UnseenSecrets = "d",
                Changed = 42,
                InputCount = 7,
            }),
        ])
    {
        SdkVersion = "1",
        OwnFolders = ["/repo/.esb"],
    };

    private BuildPlan? Read(string path) => BuildPlanFile.Read(path, _problems);

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, string> Map(
        params (string Name, string Value)[] values) =>
        System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(
            StringComparer.Ordinal, values.Select(static v => KeyValuePair.Create(v.Name, v.Value)));
}
