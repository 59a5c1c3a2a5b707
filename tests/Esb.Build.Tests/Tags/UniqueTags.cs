using Esb.Build.Diagnostics;
using Esb.Build.Tags;
using Esb.Build.Tests.Plans;

namespace Esb.Build.Tests.Tags;

public sealed class UniqueTags
{
    private const string Sha = "0123456789abcdef0123456789abcdef01234567";

    [TestCase("ci", "e2e-ci-0123456789ab")]
    [TestCase("Feature/Log in!", "e2e-Feature-Log-in-0123456789ab")]
    [TestCase("--a//b--", "e2e-a-b-0123456789ab")]
    [TestCase("v1.2_x", "e2e-v1.2_x-0123456789ab")]
    [TestCase("日本-7", "e2e-7-0123456789ab")]
    public void AreTheEnvironmentAndTheCommit(string environment, string tag) =>
        Assert.That(Of(environment, Sha), Is.EqualTo(tag));

    [Test]
    public void HaveTheTimeWhereThereIsNoGit() =>
        Assert.That(Of("ci", ""), Is.EqualTo("e2e-ci-20260125041255"));

    [TestCase("")]
    [TestCase("///")]
    [TestCase("日本")]
    [TestCase("._.")]
    public void NeedALetterOrADigit(string environment) => Assert.That(Of(environment, Sha), Is.Null);

    [TestCase(90, true)]
    [TestCase(91, false)]
    public void LeaveRoomForTheMode(int length, bool isLegal) =>
        Assert.That(Of(new('a', length), Sha) is not null, Is.EqualTo(isLegal));

    [Test]
    public void ComeBeforeEveryOtherTagOfTheProject()
    {
        using var project = new ImageProject().Environment("ESB_TAG", "v9")
            .With(static s => s with { Tag = "v1", UniqueTag = "a/b" })
            .Image("x", static i => i with { Tags = ["stable"] });
        Assert.That(
            project.Planned().References.Select(static r => r.Tag), Is.EqualTo(["e2e-a-b-aaaaaaaaaaaa", "stable"]));
    }

    [Test]
    public void CarryTheMode()
    {
        using var project = new ImageProject().With(static s => s with { UniqueTag = "ci" })
            .Image("x", static i => i with { Modes = ["docker"] });
        Assert.That(project.Planned().References[0].Tag, Is.EqualTo("e2e-ci-aaaaaaaaaaaa-docker"));
    }

    [Test]
    public void AreAnErrorOfTheirProperty()
    {
        using var project = new ImageProject().With(static s => s with { UniqueTag = "///" }).Image("x");
        project.FailsWithProperty(Rules.BadProperty, "EsbUniqueTag", "'///'");
    }

    private static string? Of(string environment, string sha) =>
        UniqueTag.Of(environment, sha, new FixedClock())?.Value;

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 25, 4, 12, 55, TimeSpan.Zero);
    }
}
