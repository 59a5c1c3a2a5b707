using Esb.Build.Diagnostics;
using Esb.Build.Fingerprints;

namespace Esb.Build.Tests.Fingerprints;

public sealed class SilentChange
{
    private static readonly DateTime Time = new(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    private static void Write(GatewayImage gateway, string path, string content)
    {
        gateway.Write(path, content);
        File.SetLastWriteTimeUtc(gateway[path], Time);
    }

    [TestCase("services/gateway/app.py")]
    [TestCase("services/gateway/Dockerfile")]
    [TestCase("services/gateway/.dockerignore")]
    [TestCase("config/app.yaml")]
    public void IsToldUntilTheTimeStampMoves(string path)
    {
        using var gateway = new GatewayImage();
        Write(gateway, path, "1");
        Assert.That(gateway.Look().SilentChanges, Is.Empty);
        Write(gateway, path, "2");
        Assert.That(gateway.Look().SilentChanges, Is.EqualTo([gateway[path]]));
        Assert.That(gateway.Look().SilentChanges, Is.EqualTo([gateway[path]]));
        File.SetLastWriteTimeUtc(gateway[path], Time.AddSeconds(1));
        Assert.That(gateway.Look().SilentChanges, Is.Empty);
    }

    [Test]
    public void IsNoChangeOfSizeOrTime()
    {
        using var gateway = new GatewayImage();
        Write(gateway, "config/app.yaml", "1");
        gateway.Look();
        Write(gateway, "config/app.yaml", "22");
        Assert.That(gateway.Look().SilentChanges, Is.Empty);
    }

    [Test]
    public void IsRememberedWhileTheImageIsNotLookedAt()
    {
        using var gateway = new GatewayImage();
        Write(gateway, "config/app.yaml", "1");
        gateway.Look();
        Write(gateway, "config/app.yaml", "2");
        gateway.Look();
        Fingerprinter.Plan(gateway.Request with { Images = [] }, new ProblemList(), CancellationToken.None);
        Assert.That(gateway.Look().SilentChanges, Is.EqualTo([gateway["config/app.yaml"]]));
    }
}
