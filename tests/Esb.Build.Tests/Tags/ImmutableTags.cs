using Esb.Build.Definitions;
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

    [TestCase("type=docker", 1)]
    [TestCase("type=image", 1)]
    [TestCase("type=local,dest=/x", 1)]
    [TestCase("type=image,push=true", 2)]
    public void AreForImagesThatArePushed(string output, int names) =>
        Assert.That(Of(output, "a:1").Count(), Is.EqualTo(names));

    private static IEnumerable<string> References(params string[] references) =>
        Of("type=registry", references);

    private static IEnumerable<string> Of(string output, params string[] references)
    {
        var image = new ImageDefinition("a", ImageName.TryParse("a")!, ImageKind.Service, new("p"))
        {
            Context = "/a",
            Dockerfile = "/a/Dockerfile",
            Outputs = [output],
            References = [.. references.Select(static r => ImageReference.TryParse(r)!)],
        };
        return ImmutableTag.Add(image, Fingerprint).References.Select(static r => r.ToString());
    }
}
