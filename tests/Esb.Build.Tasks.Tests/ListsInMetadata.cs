using Microsoft.Build.Utilities;

namespace Esb.Build.Tasks.Tests;

public sealed class ListsInMetadata
{
    [TestCase("")]
    [TestCase(" ; ;\n;")]
    [TestCase("a;b", "a", "b")]
    [TestCase("\n  a ;\r\n  b\t;\n", "a", "b")]
    [TestCase("a%3Bb;c", "a;b", "c")]
    [TestCase("%20a%20; b", " a ", "b")]
    [TestCase("one%0Atwo", "one\ntwo")]
    [TestCase("%24(x)%2A%2541", "$(x)*%41")]
    [TestCase("100%;%zz;%2;%", "100%", "%zz", "%2", "%")]
    [TestCase("%e4%E4", "ää")]
    [TestCase("NAME=a,b \"c\"", "NAME=a,b \"c\"")]
    public void AreReadAsWritten(string written, params string[] entries)
    {
        var item = new TaskItem("gateway");
        item.SetMetadata("List", written);
        Assert.That(ItemMetadata.List(item, "List"), Is.EqualTo(entries));
    }

    [Test]
    public void AreEmptyWhereTheyAreMissing() =>
        Assert.That(ItemMetadata.List(new TaskItem("gateway"), "List"), Is.Empty);

    [TestCase("plain/path.txt")]
    [TestCase("a;b")]
    [TestCase("100%3B %41 %")]
    [TestCase("$(HOME) @(Item) %(Meta) ${x}")]
    [TestCase("*.txt?")]
    [TestCase("it's \"quoted\" \\ back")]
    [TestCase(" blanks \t\n")]
    [TestCase("äöü 日本 😀")]
    public void GetBackWhatWasEscaped(string text)
    {
        var item = new TaskItem("gateway");
        item.SetMetadata("List", ItemMetadata.Escape(text) + ";" + ItemMetadata.Escape(text));
        Assert.That(ItemMetadata.List(item, "List"), Is.EqualTo(new[] { text, text }));
    }

    [TestCase("")]
    [TestCase("a; b ;;c", "a", "b", "c")]
    public void OfPropertiesArePlainWords(string list, params string[] words) =>
        Assert.That(ItemMetadata.Words(list), Is.EqualTo(words));
}
