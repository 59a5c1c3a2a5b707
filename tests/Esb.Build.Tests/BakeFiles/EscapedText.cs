using Esb.Build.Bake;
using Esb.Build.Definitions;

namespace Esb.Build.Tests.BakeFiles;

public sealed class EscapedText
{
    // Each pair was seen to arrive in an image as on the left (buildx 0.13.1).
    [TestCase("plain", "plain")]
    [TestCase("${HOME}", "$${HOME}")]
    [TestCase("%{if true}", "%%{if true}")]
    [TestCase("$${x}", "$$${x}")]
    [TestCase("$$${x}", "$$$${x}")]
    [TestCase("%%{x}", "%%%{x}")]
    [TestCase("$%{x}", "$%%{x}")]
    [TestCase("%${x}", "%$${x}")]
    [TestCase("$$ %% $ % {} $x 100%", "$$ %% $ % {} $x 100%")]
    public void DoublesOnlyTheBeginningOfATemplate(string text, string expected) =>
        Assert.That(BakeEscape.Literal(text), Is.EqualTo(expected));

    [Test]
    public void IsReadBackAsWritten([Random(500, Distinct = true)] int seed)
    {
        var random = new Random(seed);
        var text = new string(random.GetItems("$%{}~a".AsSpan(), random.Next(0, 12)));
        Assert.That(HclTemplate.Read(BakeEscape.Literal(text)), Is.EqualTo(text));
    }
}
