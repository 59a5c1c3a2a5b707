using Esb.Build.Definitions;
using Esb.Build.Images;

namespace Esb.Build.Tests.Fingerprints;

/// <summary>The key of what is in an image, whoever builds it, and of whatever commit.</summary>
internal sealed class ContentOfAnImage
{
    private const string Revision = "org.opencontainers.image.revision";

    private static IEnumerable<TestCaseData> Same()
    {
        static TestCaseData Case(string name, Action<GatewayImage> change) =>
            new TestCaseData(change).SetArgDisplayNames(name);

        yield return Case("commit", static g => g.Write(".esb/meta/version.json", "{ \"git_sha\": \"2\" }\n"));
        yield return Case("label of the commit", static g => g.Image = g.Image with
        {
            Labels = g.Image.Labels.Add(Revision, "2"),
            CommitLabels = [Revision],
        });
        yield return Case("tag", static g => g.Image = g.Image with { References = [ImageReference.TryParse("a:2")!] });
        yield return Case("version of the SDK", static g => g.FormatVersion = "2");
        yield return Case("destination", static g => g.Image = g.Image with { Outputs = ["type=registry"] });
        yield return Case("file beside", static g => g.Image = g.Image with { Outputs = ["type=tar,dest=/x.tar"] });
    }

    private static IEnumerable<TestCaseData> Other()
    {
        static TestCaseData Case(string name, Action<GatewayImage> change) =>
            new TestCaseData(change).SetArgDisplayNames(name);

        yield return Case("file", static g => g.Write("services/gateway/app.py", "print(2)\n"));
        yield return Case(
            "Dockerfile", static g => g.Write("services/gateway/Dockerfile", "FROM scratch\nCOPY . /x\n"));
        yield return Case("named context", static g => g.Write("config/app.yaml", "port: 81\n"));
        yield return Case(
            "argument", static g => g.Image = g.Image with { Arguments = g.Image.Arguments.Add("A", "1") });
        yield return Case("label", static g => g.Image = g.Image with { Labels = g.Image.Labels.Add(Revision, "2") });
        yield return Case(
            "compression", static g => g.Image = g.Image with { Outputs = ["type=image,compression=zstd"] });
        yield return Case("attestation", static g => g.Image = g.Image with { Attestations = ["type=sbom"] });
    }

    [TestCaseSource(nameof(Same))]
    public void StaysWith(Action<GatewayImage> change)
    {
        using var gateway = new GatewayImage();
        var before = gateway.Look().Content;
        change(gateway);
        Assert.That(gateway.Look().Content, Is.EqualTo(before));
    }

    [TestCaseSource(nameof(Other))]
    public void IsAnotherWith(Action<GatewayImage> change)
    {
        using var gateway = new GatewayImage();
        var before = gateway.Look().Content;
        change(gateway);
        Assert.That(gateway.Look().Content, Is.Not.EqualTo(before).And.Length.EqualTo(64));
    }

    [Test]
    public void IsTheSameInAnotherClone()
    {
        using var here = new GatewayImage("a repo");
        using var there = new GatewayImage("clones/ümläut");
        there.Write(".esb/meta/version.json", "{ }\n");
        Assert.That(there.Look().Content, Is.EqualTo(here.Look().Content));
        Assert.That(there.Look().Fingerprint, Is.Not.EqualTo(here.Look().Fingerprint));
    }

    [Test]
    public void HasTheContentOfItsBases()
    {
        using var gateway = new GatewayImage();
        var root = gateway.Image with { Context = gateway["config"], Contexts = gateway.Image.Contexts.Clear() };
        gateway.Bases.Add(new ImageDefinition("os", ImageName.TryParse("os")!, ImageKind.Base, gateway.Image.Position)
        {
            Context = root.Context,
            Dockerfile = gateway.Image.Dockerfile,
        });
        gateway.Image = gateway.Image with { BuiltFrom = ["os"] };
        var before = gateway.Look().Content;
        gateway.Bases[0] = gateway.Bases[0] with { References = [ImageReference.TryParse("os:2")!] };
        Assert.That(gateway.Look().Content, Is.EqualTo(before));
        gateway.Write("config/app.yaml", "port: 81\n");
        Assert.That(gateway.LookAtAll()["os"].Content, Is.Not.Empty);
        Assert.That(gateway.Look().Content, Is.Not.EqualTo(before));
    }
}
