using Esb.Build.Files;

namespace Esb.Build.Tests.Files;

public sealed class EpochOfTransfers
{
    private const long Noon = 1_800_000_000_000_000_000;

    [Test]
    public void EachHasItsOwnName() =>
        Assert.That(TransferEpoch.Begin().Id, Has.Length.EqualTo(16).And.Not.EqualTo(TransferEpoch.Begin().Id));

    [Test]
    public void AtFirstEverythingIsNoticed() =>
        Assert.That(TransferEpoch.Begin().Notices(new() { Oldest = 0, HasChangedFolder = true }), Is.True);

    [TestCase(Noon - 1, false)]
    [TestCase(Noon, false)]
    [TestCase(Noon + 1, true)]
    public void AFileIsNoticedWhenItIsNewerThanTheLastTransfer(long modified, bool isNoticed) =>
        Assert.That(AtNoon(newest: Noon - 5).Notices(new() { Oldest = modified }), Is.EqualTo(isNoticed));

    [Test]
    public void PermissionsOfAFolderAreNeverNoticed() =>
        Assert.That(AtNoon(newest: Noon).Notices(new() { HasChangedFolder = true }), Is.False);

    [Test]
    public void WhatIsForgottenIsNotNoticed() =>
        Assert.That(AtNoon(newest: Noon).Notices(new() { IsForgotten = true }), Is.False);

    [Test]
    public void AFileSentWithATimeInTheFutureIsNotNoticedAgainWithThatTime() =>
        Assert.That(AtNoon(newest: Noon + 9).Notices(new() { Oldest = Noon + 9 }), Is.False);

    [Test]
    public void AfterAKilledBuildNoChangeIsNoticed()
    {
        var killed = TransferEpoch.Begin().Sending();
        Assert.That(killed.Notices(new() { Oldest = Noon }), Is.False);
        Assert.That(killed.Notices(SentChanges.None), Is.True);
    }

    [Test]
    public void ABuildKeepsItsName()
    {
        var epoch = TransferEpoch.Begin();

        Assert.That(epoch.Sending().SentUntil(Noon, 0).Id, Is.EqualTo(epoch.Id));
    }

    [Test]
    public void WhatWasSentEarlierIsNotNoticedAgainWithItsTime()
    {
        var earlier = AtNoon(newest: Noon + 9);
        var now = earlier.Sending().SentUntil(Noon + 1, Noon, earlier.Sent);

        Assert.That(now.Notices(new() { Oldest = Noon + 9 }), Is.False);
        Assert.That(now.Notices(new() { Oldest = Noon + 10 }), Is.True);
    }

    private static TransferEpoch AtNoon(long newest) => TransferEpoch.Begin().SentUntil(Noon, newest);
}
