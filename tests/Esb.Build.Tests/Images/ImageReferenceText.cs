using Esb.Build.Images;

namespace Esb.Build.Tests.Images;

public sealed class ImageReferenceText
{
    private const string Sha = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [TestCase("gateway", "gateway", null)]
    [TestCase("gateway:latest", "gateway", "latest")]
    [TestCase("localhost:5000", "localhost", "5000")]
    [TestCase("127.0.0.1:5010/esb-gateway:v1.2.3-docker", "127.0.0.1:5010/esb-gateway", "v1.2.3-docker")]
    [TestCase("localhost/a", "localhost/a", null)]
    [TestCase("REGISTRY.example.com/a/b", "REGISTRY.example.com/a/b", null)]
    [TestCase("Host/a", "Host/a", null)]
    [TestCase("[::1]:5000/a:1", "[::1]:5000/a", "1")]
    [TestCase("[2001:DB8::1]/a", "[2001:DB8::1]/a", null)]
    [TestCase("xn--n3h.com/a", "xn--n3h.com/a", null)]
    [TestCase("host.com", "host.com", null)]
    [TestCase("a__b/c.d/e---f/0_1", "a__b/c.d/e---f/0_1", null)]
    [TestCase("a:_.-A", "a", "_.-A")]
    public void IsReadAsDistributionDoes(string text, string name, string? tag)
    {
        var reference = ImageReference.TryParse(text);
        Assert.That((reference?.Name, reference?.Tag, reference?.Digest), Is.EqualTo((name, tag, (string?)null)));
        Assert.That(reference!.ToString(), Is.EqualTo(text));
    }

    [TestCase("a@" + Sha, null)]
    [TestCase("host:1/a:b@" + Sha, "b")]
    public void MayEndInADigest(string text, string? tag)
    {
        var reference = ImageReference.TryParse(text)!;
        Assert.That((reference.Tag, reference.Digest), Is.EqualTo((tag, Sha)));
        Assert.That(reference.ToString(), Is.EqualTo(text));
    }

    [TestCase("")]
    [TestCase(" a")]
    [TestCase("a b")]
    [TestCase("Gateway")]
    [TestCase("a/B")]
    [TestCase("a//b")]
    [TestCase("/a")]
    [TestCase("a/")]
    [TestCase("-a")]
    [TestCase("a-")]
    [TestCase("a..b")]
    [TestCase("a._b")]
    [TestCase("a___b")]
    [TestCase("é")]
    [TestCase("a:")]
    [TestCase("a:.b")]
    [TestCase("a:-b")]
    [TestCase("a:b c")]
    [TestCase("a:b:c")]
    [TestCase("a@")]
    [TestCase("a@sha256:abc")]
    [TestCase("a@sha256:0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef")]
    [TestCase("https://host/a")]
    [TestCase("host:port/a")]
    [TestCase("host:/a")]
    [TestCase("-host.com/a")]
    [TestCase("host-.com/a")]
    [TestCase("ho_st.com/a")]
    [TestCase("host..com/a")]
    [TestCase("[]/a")]
    [TestCase("[::1/a")]
    [TestCase("[::ffff:127.0.0.1]/a")]
    [TestCase("[fe80::1%eth0]/a")]
    [TestCase("host.com/A")]
    [TestCase("a\n")]
    [TestCase("${HOME}/a")]
    public void IsRefusedAsDistributionDoes(string text) => Assert.That(ImageReference.TryParse(text), Is.Null);

    [TestCase("ghcr.io/a", true)]
    [TestCase("host:5000/a/b", true)]
    [TestCase("localhost/a", true)]
    [TestCase("[::1]/a", true)]
    [TestCase("Team/a", true)]
    [TestCase("team/a.b", false)]
    [TestCase("a.b", false)]
    [TestCase("localhost", false)]
    [TestCase("localhost.", false)]
    [TestCase("/a.b", false)]
    [TestCase("", false)]
    public void NamesAHostAsDockerTellsIt(string name, bool expected) =>
        Assert.That(ReferenceGrammar.NamesHost(name), Is.EqualTo(expected));

    [Test]
    public void IsLimitedInLength()
    {
        Assert.That(ImageReference.TryParse(new string('a', 255)), Is.Not.Null);
        Assert.That(ImageReference.TryParse(new string('a', 256)), Is.Null);
        Assert.That(ImageReference.TryParse("a:" + new string('b', 128)), Is.Not.Null);
        Assert.That(ImageReference.TryParse("a:" + new string('b', 129)), Is.Null);
    }
}
