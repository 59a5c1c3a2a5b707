using Esb.Build.Images;
using Esb.Build.Tags;

namespace Esb.Build.Tests.Tags;

public sealed class ReferencesOfAnImage
{
    [TestCase("1.0", "", "r/esb-a:1.0")]
    [TestCase("1.0", "docker", "r/esb-a:1.0-docker")]
    [TestCase("ghcr.io/o/a:2", "docker", "ghcr.io/o/a:2")]
    [TestCase("other:3", "", "other:3")]
    [TestCase("ghcr.io/o/a", "", "ghcr.io/o/a:latest")]
    public void AreBareTagsWithTheModeOrWholeOnes(string text, string mode, string expected) =>
        Assert.That(ImageReferences.Own(text, "r/esb-a", mode)?.ToString(), Is.EqualTo(expected));

    [TestCase("")]
    [TestCase("a b")]
    [TestCase("ghcr.io/O/a:1")]
    [TestCase("a:1@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public void AreNothingElse(string text) => Assert.That(ImageReferences.Own(text, "r/esb-a", ""), Is.Null);

    [Test]
    public void AreRefusedWhenTagAndModeAreTooLong()
    {
        var tag = Tag.TryParse(new string('a', 125))!;
        Assert.That(ImageReferences.ProjectTag(tag, "d"), Is.Not.Null);
        Assert.That(ImageReferences.ProjectTag(tag, "docker"), Is.Null);
        Assert.That(ImageReferences.Own(tag.Value, "r", "docker"), Is.Null);
    }
}
