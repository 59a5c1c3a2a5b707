using System.Globalization;
using Esb.Build.Images;

namespace Esb.Build.Tests.Fingerprints;

public sealed class UnchangedImage
{
    private static void StaysAfter(Action<GatewayImage> change)
    {
        using var gateway = new GatewayImage();
        Assert.That(gateway.ReasonsAfter(() => change(gateway)), Is.Empty);
    }

    [Test]
    public void HasAFileThatWasTouched() => StaysAfter(static g =>
        File.SetLastWriteTimeUtc(g["services/gateway/app.py"], new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc)));

    [Test]
    public void HasAFileThatWasWrittenAgain() => StaysAfter(static g =>
    {
        File.Delete(g["services/gateway/app.py"]);
        g.Write("services/gateway/app.py", "print(1)\n");
    });

    [Test]
    public void HasAnIgnoredFileThatChanged() => StaysAfter(static g => g.Write("services/gateway/debug.log", "other"));

    [Test]
    public void IsBesideAnotherProject() => StaysAfter(static g => g.Write("services/other/app.py", "x"));

    [Test]
    public void HasNoCacheLeft() => StaysAfter(static g => File.Delete(g.CacheFile));

    [Test]
    public void HasABrokenCache() => StaysAfter(static g => File.WriteAllText(g.CacheFile, "not a cache"));

    [Test]
    public void HasOtherNamesAndGroups() => StaysAfter(static g => g.Image = g.Image with
    {
        Groups = ["all"],
        Mode = "docker",
        Kind = ImageKind.Base,
    });

    [Test]
    public void HasTheSecretInAnotherPlace() => StaysAfter(static g =>
    {
        g.Environment["TOKEN"] = "token\n";
        g.Image = g.Image with { Secrets = [new("npm", g["npmrc"], "")] };
        var before = g.Look();
        g.Image = g.Image with { Secrets = [new("npm", "", "TOKEN")] };
        Assert.That(g.Look().Fingerprint, Is.EqualTo(before.Fingerprint));
        g.Image = g.Image with { Secrets = [] };
    });

    [Test]
    public void IsTheSameInAnotherClone()
    {
        using var here = new GatewayImage("a repo");
        using var there = new GatewayImage("clones/ümläut");
        here.Image = here.Image with { Outputs = [$"type=local,dest={here["out"]}"] };
        there.Image = there.Image with { Outputs = [$"type=local,dest={there["out"]}"] };
        Assert.That(there.Look().Fingerprint, Is.EqualTo(here.Look().Fingerprint));
    }

    [Test]
    public void IsTheSameInAnotherCulture()
    {
        using var gateway = new GatewayImage();
        gateway.Write("services/gateway/I.txt", "x");
        gateway.Write("services/gateway/i.txt", "x");
        gateway.Image = gateway.Image with { Arguments = gateway.Image.Arguments.Add("I", "1").Add("i", "2") };
        var here = gateway.Look().Fingerprint;
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        other.NumberFormat.NegativeSign = "minus";
        other.NumberFormat.NumberGroupSeparator = ".";
        CultureInfo.CurrentCulture = other;
        Assert.That(gateway.Look().Fingerprint, Is.EqualTo(here));
    }
}
