using System.Runtime.Versioning;
using Esb.Build.Files;

namespace Esb.Build.Tests.Fingerprints;

/// <summary>Contexts are renamed when, and only when, BuildKit could take an old file for a new one.</summary>
public sealed class EpochOfTheContexts
{
    private static readonly DateTime Past = new(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc);
    private GatewayImage _gateway = null!;

    [SetUp]
    public void SetUp()
    {
        _gateway = new();
        _gateway.Look();
        SentUntilNow();
    }

    [TearDown]
    public void TearDown() => _gateway.Dispose();

    [TestCase("services/gateway/app.py")]
    [TestCase("services/gateway/Dockerfile")]
    [TestCase("services/gateway/.dockerignore")]
    [TestCase("config/app.yaml")]
    [TestCase("config/new.yaml")]
    public void EndsWithAFileThatIsOlderThanWhatWasSent(string path) =>
        Assert.That(EndsWith(() =>
        {
            _gateway.Write(path, "other");
            File.SetLastWriteTimeUtc(_gateway[path], Past);
        }), Is.True);

    [Test]
    public void GoesOnWithAFileThatIsNewer() =>
        Assert.That(EndsWith(() => WriteNewer("services/gateway/app.py")), Is.False);

    [Test]
    public void GoesOnWhenNothingChanged() => Assert.That(EndsWith(static () => { }), Is.False);

    [Test]
    public void GoesOnWithADeletedFile() =>
        Assert.That(EndsWith(() => File.Delete(_gateway["services/gateway/app.py"])), Is.False);

    [Test]
    [UnsupportedOSPlatform("windows")]
    public void EndsWithOtherPermissionsOfAFolder()
    {
        const UnixFileMode Other = UnixFileMode.UserRead | UnixFileMode.UserExecute;
        Assert.That(EndsWith(() => File.SetUnixFileMode(_gateway["services/gateway/lib"], Other)), Is.True);
    }

    [Test]
    public void GoesOnWithANewFolder() =>
        Assert.That(EndsWith(() => Directory.CreateDirectory(_gateway["services/gateway/empty"])), Is.False);

    [Test]
    public void EndsWithANewFolderAfterABuildThatWasKilled()
    {
        TransferEpochFile.Write(_gateway.Request.EpochFile, static epoch => epoch.Sending());
        Assert.That(EndsWith(() => Directory.CreateDirectory(_gateway["services/gateway/empty"])), Is.True);
    }

    [Test]
    public void EndsWhenTheFilesAreForgotten() =>
        Assert.That(EndsWith(() => File.Delete(_gateway.CacheFile)), Is.True);

    [Test]
    public void EndsWhenItsFileIsDamaged() =>
        Assert.That(EndsWith(() => File.WriteAllText(_gateway.Request.EpochFile, "0123 x")), Is.True);

    private void WriteNewer(string path)
    {
        _gateway.Write(path, "other");
        File.SetLastWriteTimeUtc(_gateway[path], DateTime.UtcNow.AddHours(1));
    }

    private void SentUntilNow() => TransferEpochFile.Write(
        _gateway.Request.EpochFile,
        static epoch => epoch.SentUntil((DateTime.UtcNow.AddMinutes(1) - DateTime.UnixEpoch).Ticks * 100, 0));

    private bool EndsWith(Action change)
    {
        var before = TransferEpochFile.Write(_gateway.Request.EpochFile, static epoch => epoch);
        change();
        _gateway.Look();
        var after = TransferEpochFile.Write(_gateway.Request.EpochFile, static epoch => epoch);
        return !after.Id.Equals(before.Id, StringComparison.Ordinal);
    }
}
