using Esb.Build.Files;

namespace Esb.Build.Tests.Files;

public sealed class EpochOfTransfers
{
    private const long Noon = 1_800_000_000_000_000_000;

    [Test]
    public void EachHasItsOwnName() =>
        Assert.That(TransferEpoch.Begin().Id, Has.Length.EqualTo(16).And.Not.EqualTo(TransferEpoch.Begin().Id));

    [Test]
    public void AtFirstEverythingIsNoticed()
    {
        var epoch = TransferEpoch.Begin();

        Assert.That(epoch.Notices(modified: 0, isFolder: false), Is.True);
        Assert.That(epoch.Notices(modified: Noon, isFolder: true), Is.True);
    }

    [TestCase(Noon - 1, false)]
    [TestCase(Noon, false)]
    [TestCase(Noon + 1, true)]
    public void AFileIsNoticedWhenItIsNewerThanTheLastTransfer(long modified, bool isNoticed) =>
        Assert.That(AtNoon(newest: Noon - 5).Notices(modified, isFolder: false), Is.EqualTo(isNoticed));

    [Test]
    public void PermissionsOfAFolderAreNeverNoticed() =>
        Assert.That(AtNoon(newest: Noon).Notices(Noon + 1, isFolder: true), Is.False);

    [Test]
    public void AFileSentWithATimeInTheFutureIsNotNoticedAgainWithThatTime() =>
        Assert.That(AtNoon(newest: Noon + 9).Notices(Noon + 9, isFolder: false), Is.False);

    [Test]
    public void AfterAKilledBuildNothingIsNoticed() =>
        Assert.That(TransferEpoch.Begin().Sending().Notices(Noon, isFolder: false), Is.False);

    [Test]
    public void ABuildKeepsItsName()
    {
        var epoch = TransferEpoch.Begin();

        Assert.That(epoch.Sending().SentUntil(Noon, 0).Id, Is.EqualTo(epoch.Id));
    }

    private static TransferEpoch AtNoon(long newest) => TransferEpoch.Begin().SentUntil(Noon, newest);
}
