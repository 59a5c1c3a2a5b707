using Esb.Build.Processes;

namespace Esb.Build.Tests.Processes;

public sealed class LineWithASecret
{
    [Test]
    public void IsMasked() =>
        Assert.That(Mask("hunter22").Apply("password=hunter22 user=me"), Is.EqualTo("password=*** user=me"));

    [Test]
    public void IsMaskedEachTime() =>
        Assert.That(Mask("hunter22").Apply("hunter22hunter22 hunter22"), Is.EqualTo("****** ***"));

    [Test]
    public void LosesTheLongestOfSeveral() =>
        Assert.That(Mask("hunter22", "hunter22-and-more").Apply("hunter22-and-more"), Is.EqualTo("***"));

    [Test]
    public void IsMaskedWhereGoQuotesIt() =>
        Assert.That(Mask("pa\"ss\\word").Apply("echo pa\\\"ss\\\\word"), Is.EqualTo("echo ***"));

    [TestCase("p@ss word", "p%40ss%20word")]
    [TestCase("hunter22", "aHVudGVyMjI=")]
    [TestCase("hunter22\n", "aHVudGVyMjIK")]
    public void IsMaskedWhereItIsEncoded(string secret, string encoded) =>
        Assert.That(Mask(secret).Apply($"x {encoded} y"), Is.EqualTo("x *** y"));

    [Test]
    public void IsMaskedLineByLineWhereItIsLongAndEncoded()
    {
        var secret = string.Concat(Enumerable.Range(0, 50));
        var encoded = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(secret + "\n"));

        Assert.That(Mask(secret).Apply(encoded[..76]), Is.EqualTo("***"));
        Assert.That(Mask(secret).Apply(encoded[76..]), Is.EqualTo("***"));
    }

    [Test]
    public void LosesTheLoginsOfAddresses() =>
        Assert.That(Mask().Apply("from https://a:b@host"), Is.EqualTo("from https://***@host"));

    [TestCase("-----BEGIN KEY-----\nMIIEpAIBAAKCAQEA\n-----END KEY-----\n", "MIIEpAIBAAKCAQEA", "***")]
    [TestCase("-----BEGIN KEY-----\r\nMIIEpAIBAAKCAQEA\r\n", "x MIIEpAIBAAKCAQEA", "x ***")]
    [TestCase("short\nlongenough", "a short line", "a short line")]
    [TestCase("hunter22\n", "hunter22", "***")]
    public void IsMaskedByTheLinesOfALongSecret(string secret, string line, string masked) =>
        Assert.That(Mask(secret).Apply(line), Is.EqualTo(masked));

    [TestCase("")]
    [TestCase("  ")]
    [TestCase("abc")]
    public void KeepsWhatIsTooShortToBeASecret(string secret) =>
        Assert.That(Mask(secret).Apply("abc  def"), Is.EqualTo("abc  def"));

    [Test]
    public void IsTheSameStringWithoutOne()
    {
        var line = "nothing here";

        Assert.That(Mask("hunter22").Apply(line), Is.SameAs(line));
    }

    private static SecretMask Mask(params string[] secrets) => SecretMask.Of(secrets);
}
