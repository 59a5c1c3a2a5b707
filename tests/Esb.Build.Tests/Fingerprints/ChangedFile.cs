using System.Runtime.Versioning;
using Esb.Build.Fingerprints;

namespace Esb.Build.Tests.Fingerprints;

public sealed class ChangedFile
{
    private const string App = "services/gateway/app.py";

    [TestCase(App, $"{App} changed")]
    [TestCase("services/gateway/new.py", "services/gateway/new.py added")]
    [TestCase("services/gateway/Dockerfile", "services/gateway/Dockerfile changed")]
    [TestCase("services/gateway/Dockerfile.dockerignore", "services/gateway/.dockerignore deleted, "
        + "services/gateway/Dockerfile.dockerignore added, services/gateway/debug.log added")]
    [TestCase("services/gateway/.dockerignore", "services/gateway/.dockerignore changed, "
        + "services/gateway/debug.log added")]
    [TestCase("config/app.yaml", "config/app.yaml changed")]
    [TestCase("config/.dockerignore", "config/.dockerignore added")]
    [TestCase(".esb/meta/version.json", "version.json changed")]
    public void MakesTheImageStale(string path, string reason)
    {
        using var gateway = new GatewayImage();
        Assert.That(gateway.ReasonsAfter(() => gateway.Write(path, "x")), Is.EqualTo(reason));
    }

    /// <summary>What a large context has in it is looked up by several threads.</summary>
    [Test]
    public void MayBeOneOfThousands()
    {
        using var gateway = new GatewayImage();
        for (var i = 0; i < 4_100; i++)
            gateway.Write($"config/{i / 100}/{i}", "x");
        const string Changes = "config/0/1 changed, config/29/2999 deleted, config/new/x added";
        Assert.That(
            gateway.ReasonsAfter(() =>
            {
                gateway.Write("config/0/1", "y");
                File.Delete(gateway["config/29/2999"]);
                gateway.Write("config/new/x", "");
            }),
            Is.EqualTo(Changes));
        Assert.That(gateway.ReasonsAfter(static () => { }), Is.Empty);
    }

    [Test]
    public void MayBeOneThatIsSentNoLonger()
    {
        using var gateway = new GatewayImage();
        var reasons = gateway.ReasonsAfter(() => gateway.Write("services/gateway/.dockerignore", "*.log\nlib\n"));
        Assert.That(reasons, Is.EqualTo(
            "services/gateway/.dockerignore changed, services/gateway/lib/util.py deleted"));
    }

    [Test]
    public void MayBeDeletedOrRenamed()
    {
        using var gateway = new GatewayImage();
        Assert.That(
            gateway.ReasonsAfter(() => File.Move(gateway[App], gateway["services/gateway/main.py"])),
            Is.EqualTo($"{App} deleted, services/gateway/main.py added"));
        Assert.That(
            gateway.ReasonsAfter(() => Directory.Delete(gateway["services/gateway/lib"], recursive: true)),
            Is.EqualTo("services/gateway/lib/util.py deleted"));
    }

    [Test]
    public void MayBeAnEmptyFolder()
    {
        using var gateway = new GatewayImage();
        var folder = gateway["services/gateway/empty/inner"];
        Assert.That(
            gateway.ReasonsAfter(() => Directory.CreateDirectory(folder)),
            Is.EqualTo("services/gateway/empty/inner/ added"));
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    [Platform(Exclude = "Win", Reason = "Windows has no permission bits.")]
    public void MayHaveOtherPermissions()
    {
        using var gateway = new GatewayImage();
        const UnixFileMode All = (UnixFileMode)0x1ED;
        Assert.That(
            gateway.ReasonsAfter(() => File.SetUnixFileMode(gateway[App], All)),
            Is.EqualTo($"{App} mode changed 0644 → 0755"));
        Assert.That(
            gateway.ReasonsAfter(() => File.SetUnixFileMode(gateway["services/gateway/lib"], UnixFileMode.UserRead)),
            Is.EqualTo("services/gateway/lib/ mode changed 0755 → 0400"));
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    [Platform(Exclude = "Win", Reason = "Windows has no permission bits.")]
    public void IsMarkedWhenBuildKitDoesNotSeeIt()
    {
        using var gateway = new GatewayImage();
        var before = gateway.Look().Manifest;
        File.SetUnixFileMode(gateway["services/gateway/lib"], UnixFileMode.UserRead);
        File.SetUnixFileMode(gateway[App], UnixFileMode.UserRead);
        Directory.CreateDirectory(gateway["services/gateway/new"]);
        var changes = ManifestDiff.Plan(before, gateway.Look().Manifest);
        Assert.That(
            changes.Select(static c => (c.Name, c.IsUnseenByCache)),
            Is.EqualTo([(App, false), ("services/gateway/lib/", true), ("services/gateway/new/", false)]));
    }

    [Test]
    public void MayBeALink()
    {
        using var gateway = new GatewayImage();
        var link = gateway["services/gateway/link"];
        File.CreateSymbolicLink(link, "app.py");
        Assert.That(
            gateway.ReasonsAfter(() => Replace(link, () => File.CreateSymbolicLink(link, "link"))),
            Is.EqualTo("services/gateway/link link target changed"));
        var reasons = gateway.ReasonsAfter(() => Replace(link, () => gateway.Write("services/gateway/link", "x")));
        Assert.That(reasons, Is.EqualTo("services/gateway/link was a link and is a file"));
    }

    [Test]
    public void IsSeenUnderTheSameSizeAndTime()
    {
        using var gateway = new GatewayImage();
        var time = File.GetLastWriteTimeUtc(gateway[App]);
        Assert.That(gateway.ReasonsAfter(() => Overwrite(gateway, time)), Is.EqualTo($"{App} changed"));
    }

    [Test]
    public void IsSeenWhereAnotherFileTookItsPlace()
    {
        using var gateway = new GatewayImage();
        var time = File.GetLastWriteTimeUtc(gateway[App]);
        gateway.Write("other", "print(9)\n");
        File.SetLastWriteTimeUtc(gateway["other"], time);
        Assert.That(
            gateway.ReasonsAfter(() => File.Move(gateway["other"], gateway[App], overwrite: true)),
            Is.EqualTo($"{App} changed"));
    }

    private static void Overwrite(GatewayImage gateway, DateTime time)
    {
        gateway.Write(App, "print(2)\n");
        File.SetLastWriteTimeUtc(gateway[App], time);
    }

    private static void Replace(string path, Action make)
    {
        File.Delete(path);
        make();
    }
}
