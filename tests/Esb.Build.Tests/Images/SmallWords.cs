using Esb.Build.Images;

namespace Esb.Build.Tests.Images;

public sealed class ImageNameText
{
    [TestCase("gateway")]
    [TestCase("a")]
    [TestCase("0")]
    [TestCase("runtime-node")]
    [TestCase("a--b__c.d_e")]
    public void IsOnePartOfAReference(string text) =>
        Assert.That(ImageName.TryParse(text)?.ToString(), Is.EqualTo(text));

    [TestCase("")]
    [TestCase("Gateway")]
    [TestCase("a/b")]
    [TestCase("a:b")]
    [TestCase("a b")]
    [TestCase(".a")]
    [TestCase("a_")]
    [TestCase("ゲート")]
    [TestCase("a;b")]
    public void IsNothingElse(string text) => Assert.That(ImageName.TryParse(text), Is.Null);

    [Test]
    public void IsLimitedInLength()
    {
        Assert.That(ImageName.TryParse(new string('a', 128)), Is.Not.Null);
        Assert.That(ImageName.TryParse(new string('a', 129)), Is.Null);
    }
}

public sealed class DigestText
{
    [Test]
    public void IsSha256InLowerCase()
    {
        var hex = new string('a', 64);
        Assert.That(Digest.TryParse("sha256:" + hex)?.ToString(), Is.EqualTo("sha256:" + hex));
        Assert.That(Digest.TryParse("sha256:" + hex)!.Value, Is.EqualTo("sha256:" + hex));
        Assert.That(Digest.TryParse("sha256:" + hex[1..]), Is.Null);
        Assert.That(Digest.TryParse("sha256:A" + hex[1..]), Is.Null);
        Assert.That(Digest.TryParse("sha512:" + hex), Is.Null);
        Assert.That(Digest.TryParse(hex), Is.Null);
    }
}

public sealed class PlatformText
{
    [TestCase("linux/amd64")]
    [TestCase("linux/arm/v7")]
    [TestCase("wasip1/wasm")]
    public void IsOsArchitectureAndVariant(string text) =>
        Assert.That(Platform.TryParse(text)?.ToString(), Is.EqualTo(text));

    [TestCase("")]
    [TestCase("linux")]
    [TestCase("linux/")]
    [TestCase("/amd64")]
    [TestCase("linux//v7")]
    [TestCase("linux/arm/v7/x")]
    [TestCase("Linux/amd64")]
    [TestCase("linux/amd64,linux/arm64")]
    [TestCase("linux/amd 64")]
    public void IsNothingElse(string text) => Assert.That(Platform.TryParse(text), Is.Null);
}

public sealed class TagText
{
    [TestCase("latest")]
    [TestCase("_")]
    [TestCase("V1.2.3-a_b")]
    public void IsWhatDistributionAllows(string text) => Assert.That(Tag.TryParse(text)?.Value, Is.EqualTo(text));

    [TestCase("")]
    [TestCase(".a")]
    [TestCase("-a")]
    [TestCase("a+b")]
    [TestCase("a b")]
    [TestCase("a/b")]
    [TestCase("é")]
    public void IsNothingElse(string text) => Assert.That(Tag.TryParse(text), Is.Null);
}

public sealed class BrandText
{
    [Test]
    public void NamesFolderAndVariables()
    {
        var brand = Brand.TryParse("my-box.dev")!;
        Assert.That(brand.StateFolder, Is.EqualTo(".my-box.dev"));
        Assert.That(brand.Variable("TAG"), Is.EqualTo("MY_BOX_DEV_TAG"));
        Assert.That(Brand.TryParse("My Box"), Is.Null);
    }

    [Test]
    public void MakesArgumentsOfNames() => Assert.That(Brand.Uppercase("python-base"), Is.EqualTo("PYTHON_BASE"));
}

public sealed class KindText
{
    [Test]
    public void IsReadBackAsWritten([Values] ImageKind kind)
    {
        Assert.That(ImageKinds.TryParse(kind.Text()), Is.EqualTo(kind));
        Assert.That(ImageKinds.Legal, Does.Contain(kind.Text()));
    }

    [Test]
    public void IsServiceWhenEmptyAndNothingWhenUnknown()
    {
        Assert.That(ImageKinds.TryParse(""), Is.EqualTo(ImageKind.Service));
        Assert.That(ImageKinds.TryParse("Base"), Is.Null);
    }
}

public sealed class TargetNameText
{
    [TestCase("gateway", "docker", "gateway-docker")]
    [TestCase("my.base", "", "my_base")]
    public void IsMadeOfNameAndMode(string name, string mode, string target)
    {
        Assert.That(TargetName.Of(name, mode), Is.EqualTo(target));
        Assert.That(TargetName.IsLegal(target), Is.True);
    }

    [TestCase("")]
    [TestCase("-a")]
    [TestCase("a.b")]
    [TestCase("a b")]
    [TestCase("é")]
    public void IsWhatBakeAllows(string text) => Assert.That(TargetName.IsLegal(text), Is.False);
}
