namespace Esb.Build.Tests.Fingerprints;

/// <summary>What a build writes into a context is no reason to build again.</summary>
public sealed class FoldersOfTheSdk
{
    [TestCase("services/gateway/obj/esb/images.json", "services/gateway/obj/esb")]
    [TestCase("services/gateway/.esb/salt", "services/gateway/.esb")]
    [TestCase("services/gateway/a/b/c/d/e", "services/gateway/a/b/c")]
    public void DoNotCount(string file, string own)
    {
        using var gateway = new GatewayImage();
        gateway.OwnFolders.Add(gateway[own]);
        Assert.That(gateway.ReasonsAfter(() => gateway.Write(file, "x")), Is.Empty);
    }

    [Test]
    public void LeaveTheirNeighboursInTheContext()
    {
        using var gateway = new GatewayImage();
        gateway.OwnFolders.Add(gateway["services/gateway/obj/esb"]);
        gateway.Write("services/gateway/obj/esb/images.json", "x");
        Assert.That(
            gateway.ReasonsAfter(() => gateway.Write("services/gateway/obj/esb.dll", "x")),
            Is.EqualTo("services/gateway/obj/esb.dll added"));
    }

    [Test]
    public void DoNotHideAContextThatIsInThem()
    {
        using var gateway = new GatewayImage();
        gateway.OwnFolders.Add(gateway[".esb"]);
        Assert.That(
            gateway.ReasonsAfter(() => gateway.Write(".esb/meta/version.json", "{1}")),
            Is.EqualTo("version.json changed"));
    }
}
