namespace Esb.Build.Tests.Fingerprints;

public sealed class RenamedContext
{
    [Test]
    public void IsSeenAsTouchedWhenItIsBackAgain()
    {
        using var gateway = new GatewayImage();
        var before = gateway.LookAtAll()["gateway"];
        // The clock of file systems stands still for some milliseconds.
        Thread.Sleep(50);
        Directory.Move(gateway["services/gateway"], gateway["services/away"]);
        Directory.Move(gateway["services/away"], gateway["services/gateway"]);
        var after = gateway.LookAtAll()["gateway"];
        Assert.That(after.Fingerprint, Is.EqualTo(before.Fingerprint));
        Assert.That(after.Changed, Is.GreaterThan(before.Changed));
    }
}
