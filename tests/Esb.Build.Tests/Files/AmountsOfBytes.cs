using Esb.Build.Files;

namespace Esb.Build.Tests.Files;

public sealed class AmountsOfBytes
{
    [TestCase("0", 0)]
    [TestCase("10GB", 10_000_000_000)]
    [TestCase(" 1.5 gb ", 1_500_000_000)]
    [TestCase("512MB", 512_000_000)]
    [TestCase("3kB", 3000)]
    [TestCase("2TB", 2_000_000_000_000)]
    [TestCase("7B", 7)]
    [TestCase("12", 12)]
    public void AreRead(string text, long bytes) => Assert.That(ByteSize.TryParse(text), Is.EqualTo(bytes));

    [TestCase("")]
    [TestCase("GB")]
    [TestCase("-1GB")]
    [TestCase("10GiB")]
    [TestCase("1,5GB")]
    [TestCase("99999999999TB")]
    public void AreNothingElse(string text) => Assert.That(ByteSize.TryParse(text), Is.Null);

    [TestCase(900, "0.9 kB")]
    [TestCase(84_120_000, "84.1 MB")]
    [TestCase(1_234_000_000, "1.23 GB")]
    public void AreShownAsDockerDoes(long bytes, string text) => Assert.That(ByteSize.Text(bytes), Is.EqualTo(text));
}
