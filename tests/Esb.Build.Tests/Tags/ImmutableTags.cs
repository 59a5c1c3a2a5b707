using Esb.Build.Images;
using Esb.Build.Tags;

namespace Esb.Build.Tests.Tags;

public sealed class ImmutableTags
{
    private const string Fingerprint = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Test]
    public void AreTheFirstDigitsOfTheFingerprint() =>
        Assert.That(References("r.io/esb-a:1"), Is.EqualTo(new[] { "r.io/esb-a:1", "r.io/esb-a:g-0123456789ab" }));

    [Test]
    public void ComeSecond() =>
        Assert.That(
            References("a:1", "a:stable", "b:1"),
            Is.EqualTo(new[] { "a:1", "a:g-0123456789ab", "a:stable", "b:1" }));

    [Test]
    public void AreThereOnce() =>
        Assert.That(References("a:1", "a:g-0123456789ab"), Is.EqualTo(new[] { "a:1", "a:g-0123456789ab" }));

    private static IEnumerable<string> References(params string[] references)
    {
        var image = new PlannedImage("a", ImageName.TryParse("a")!, ImageKind.Service, new("p"))
        {
            Context = "/a",
            Dockerfile = "/a/Dockerfile",
            References = [.. references.Select(static r => ImageReference.TryParse(r)!)],
        };
        return ImmutableTag.Add(image, Fingerprint).References.Select(static r => r.ToString());
    }
}
