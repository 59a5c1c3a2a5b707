using Esb.Build.Fingerprints;

namespace Esb.Build.Tests.Fingerprints;

public sealed class SharedContext
{
    [Test]
    public void HasTheSameDigestForEachImage()
    {
        using var gateway = new GatewayImage();
        gateway.Bases.Add(gateway.Image with { Target = "twin" });
        var inputs = gateway.LookAtAll();
        Assert.That(inputs["twin"].Fingerprint, Is.EqualTo(inputs["gateway"].Fingerprint));
        Assert.That(inputs["twin"].Manifest.Contexts[0].Files, Is.SameAs(inputs["gateway"].Manifest.Contexts[0].Files));
    }

    [Test]
    public void MayHoldAnotherContext()
    {
        using var gateway = new GatewayImage();
        gateway.Write(".dockerignore", ".esb\nobj\n");
        gateway.With(gateway.Image.Contexts.Add("all", gateway.Root));
        Assert.That(
            gateway.ReasonsAfter(() => gateway.Write("config/app.yaml", "x")), Is.EqualTo("config/app.yaml changed"));
    }

    [Test]
    public void MayHaveAnIgnoreFileForEachDockerfile()
    {
        using var gateway = new GatewayImage();
        gateway.Write("services/gateway/Other", "FROM scratch\n");
        gateway.Write("services/gateway/Other.dockerignore", "*.py\n");
        gateway.Bases.Add(gateway.Image with { Target = "other", Dockerfile = gateway["services/gateway/Other"] });
        var before = gateway.LookAtAll();
        gateway.Write("services/gateway/app.py", "x");
        var after = gateway.LookAtAll();
        Assert.That(after["other"].Fingerprint, Is.EqualTo(before["other"].Fingerprint));
        Assert.That(after["gateway"].Fingerprint, Is.Not.EqualTo(before["gateway"].Fingerprint));
    }

    [Test]
    public void MayLieOutsideOfTheRepository()
    {
        using var gateway = new GatewayImage();
        gateway.Write("../repository/Dockerfile", "FROM scratch\n");
        gateway.With(gateway.Image.Contexts.Add("beside", gateway["../repository"]));
        gateway.Image = gateway.Image with { Dockerfile = Path.GetFullPath(gateway["../repository/Dockerfile"]) };
        var dockerfile = gateway.Look().Manifest.Settings.Single(static s => s.Kind == InputKind.Dockerfile);
        Assert.That(dockerfile.Name, Is.EqualTo("Dockerfile"));
        var path = Path.GetFullPath(gateway["../repository/x"]);
        var place = gateway["../repository/x"];
        Assert.That(gateway.ReasonsAfter(() => File.WriteAllText(path, "x")), Is.EqualTo($"{place} added"));
    }
}
