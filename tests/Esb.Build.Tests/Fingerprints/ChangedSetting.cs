using Esb.Build.Definitions;
using Esb.Build.Fingerprints;
using Esb.Build.Images;

namespace Esb.Build.Tests.Fingerprints;

public sealed class ChangedSetting
{
    private static IEnumerable<TestCaseData> All()
    {
        static TestCaseData Case(Func<ImageDefinition, ImageDefinition> change, string reason) =>
            new TestCaseData(change, reason).SetArgDisplayNames(reason);

        yield return Case(static i => i with { Stage = "debug" }, "target stage changed");
        yield return Case(static i => i with { Network = "host" }, "network changed");
        yield return Case(static i => i with { Ssh = ["default"] }, "SSH agents changed");
        yield return Case(static i => i with { Outputs = ["type=tar,dest=x"] }, "outputs changed");
        yield return Case(static i => i with { Outputs = ["type=\"x"] }, "outputs changed");
        yield return Case(static i => i with { Attestations = ["type=sbom"] }, "attestations changed");
        yield return Case(
            static i => i with { Platforms = [Platform.TryParse("linux/arm64")!] }, "platforms changed");
        yield return Case(
            static i => i with { Arguments = i.Arguments.Add("PORT", "") }, "build argument PORT added");
        yield return Case(static i => i with { Labels = i.Labels.Add("a", "b") }, "label a added");
        yield return Case(
            static i => i with { Contexts = i.Contexts.Remove("config") }, "named context config removed");
        yield return Case(
            static i => i with { Contexts = i.Contexts.SetItem("config", "https://example.com/c.git") },
            "named context config changed");
        yield return Case(
            static i => i with { Context = "https://example.com/c.git", Dockerfile = "Dockerfile" },
            "Dockerfile is now Dockerfile, services/gateway/.dockerignore deleted, context changed");
        yield return Case(
            static i => i with { Secrets = [new("npm", "", "TOKEN")] }, "secret npm added");
    }

    [TestCaseSource(nameof(All))]
    public void MakesTheImageStale(Func<ImageDefinition, ImageDefinition> change, string reason)
    {
        using var gateway = new GatewayImage();
        Assert.That(gateway.ReasonsAfter(() => gateway.Image = change(gateway.Image)), Is.EqualTo(reason));
    }

    [Test]
    public void IsNoneOfTheCaches()
    {
        using var gateway = new GatewayImage();
        Assert.That(
            gateway.ReasonsAfter(() => gateway.Image = gateway.Image with { Caches = new("/c/services/a", "r/a:c") }),
            Is.Empty);
    }

    [Test]
    public void MayBeAnArgumentsValue()
    {
        using var gateway = new GatewayImage();
        gateway.Image = gateway.Image with { Arguments = gateway.Image.Arguments.Add("PORT", "80") };
        var before = gateway.Look().Manifest;
        gateway.Image = gateway.Image with { Arguments = gateway.Image.Arguments.SetItem("PORT", "81") };
        var change = ManifestDiff.Plan(before, gateway.Look().Manifest).Single();
        Assert.That((change.Kind, change.Name, change.Old, change.New),
            Is.EqualTo((InputKind.Argument, "PORT", "80", "81")));
        Assert.That(change.Reason, Is.EqualTo("build argument PORT changed"));
    }

    [Test]
    public void MayBeASecret()
    {
        using var gateway = new GatewayImage();
        gateway.Image = gateway.Image with { Secrets = [new("npm", gateway["npmrc"], "")] };
        Assert.That(
            gateway.ReasonsAfter(() => gateway.Write("npmrc", "other\n")), Is.EqualTo("secret npm changed"));
        Assert.That(gateway.Look().Manifest.Settings.Select(static s => s.Value), Has.None.Contain("other"));
        var value = gateway.Look().Manifest.Settings.Single(static s => s.Kind == InputKind.Secret).Value;
        File.Delete(gateway[".esb/salt"]);
        var resalted = gateway.Look().Manifest.Settings.Single(static s => s.Kind == InputKind.Secret).Value;
        Assert.That(resalted, Has.Length.EqualTo(64).And.Not.EqualTo(value));
    }

    [Test]
    public void MayBeTheFormat()
    {
        using var gateway = new GatewayImage();
        Assert.That(
            gateway.ReasonsAfter(() => gateway.FormatVersion = "2"),
            Is.EqualTo("this version of Esb.Sdk looks at images in another way"));
    }

    [Test]
    public void IsNotMistakenForAnother()
    {
        using var gateway = new GatewayImage();
        gateway.Image = gateway.Image with { Outputs = ["a,b"] };
        var one = gateway.Look().Fingerprint;
        gateway.Image = gateway.Image with { Outputs = ["a", "b"] };
        Assert.That(gateway.Look().Fingerprint, Is.Not.EqualTo(one));
    }

    [Test]
    public void MayBeOneThatAlwaysBuilds()
    {
        using var gateway = new GatewayImage();
        Assert.That(gateway.Look().AlwaysBuild, Is.Empty);
        var image = gateway.Image;
        gateway.Image = image with { NoCache = true };
        Assert.That(gateway.Look().AlwaysBuild, Is.EqualTo("NoCache is set"));
        gateway.Image = image with { Pull = true };
        Assert.That(gateway.Look().AlwaysBuild, Is.EqualTo("Pull is set, which asks for newer base images"));
        gateway.Image = image with { Contexts = image.Contexts.Add("x", "oci-layout:///layouts/x") };
        Assert.That(
            gateway.Look().AlwaysBuild, Is.EqualTo("named context x is an OCI layout, which is not looked into"));
        gateway.Image = image with { BuiltFrom = ["nowhere"] };
        Assert.That(gateway.Look().AlwaysBuild, Is.EqualTo("it is built from nowhere, of which nothing is known"));
    }
}
