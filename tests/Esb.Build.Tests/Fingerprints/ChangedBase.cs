using Esb.Build.Fingerprints;

namespace Esb.Build.Tests.Fingerprints;

public sealed class ChangedBase
{
    private static GatewayImage OnABase()
    {
        var gateway = new GatewayImage();
        gateway.Write("services/common/Dockerfile.os-base", "FROM scratch\n");
        gateway.Bases.Add(gateway.Image with
        {
            Target = "os-base",
            Context = gateway["services/common"],
            Dockerfile = gateway["services/common/Dockerfile.os-base"],
            Contexts = gateway.Image.Contexts.Clear(),
        });
        gateway.With(gateway.Image.Contexts.Add("esb-os-base", "target:os-base"));
        return gateway;
    }

    [Test]
    public void IsToldWithItsCause()
    {
        using var gateway = OnABase();
        var before = gateway.LookAtAll();
        gateway.Write("services/common/Dockerfile.os-base", "FROM debian\n");
        var after = gateway.LookAtAll();
        var cause = ManifestDiff.Plan(before["os-base"].Manifest, after["os-base"].Manifest)[0].Reason;
        var causes = new Dictionary<string, string>(StringComparer.Ordinal) { ["os-base"] = cause };
        var changes = ManifestDiff.Plan(before["gateway"].Manifest, after["gateway"].Manifest, causes);
        Assert.That(changes.Select(static c => c.Reason), Is.EqualTo(
            ["base image os-base is rebuilt (services/common/Dockerfile.os-base changed)"]));
    }

    [Test]
    public void MayHaveBeenRebuiltBefore()
    {
        using var gateway = OnABase();
        Assert.That(
            gateway.ReasonsAfter(() => gateway.Write("services/common/new", "x")),
            Is.EqualTo("base image os-base changed"));
    }

    [Test]
    public void CountsWithoutALinkOfItsOwn()
    {
        using var gateway = OnABase();
        gateway.With(gateway.Image.Contexts.Remove("esb-os-base"));
        var reasons = gateway.ReasonsAfter(() => gateway.Image = gateway.Image with { BuiltFrom = ["os-base"] });
        Assert.That(reasons, Is.EqualTo("base image os-base added"));
    }
}
