using Esb.Build.Images;

namespace Esb.Build.Tests.Images;

/// <summary>The expected fields are those of Go's encoding/csv.</summary>
public sealed class CsvText
{
    [TestCase("", new[] { "" })]
    [TestCase("a", new[] { "a" })]
    [TestCase("a,", new[] { "a", "" })]
    [TestCase(",a", new[] { "", "a" })]
    [TestCase("type=local,\"dest=/we ird,dir\"", new[] { "type=local", "dest=/we ird,dir" })]
    [TestCase("\"a\"\"b\"", new[] { "a\"b" })]
    [TestCase("\"\",b", new[] { "", "b" })]
    [TestCase("\"a\nb\"", new[] { "a\nb" })]
    public void IsSplitIntoFields(string text, string[] fields) =>
        Assert.That(CsvFields.TryParse(text), Is.EqualTo(fields));

    [TestCase("a\"b")]
    [TestCase("\"a")]
    [TestCase("\"a\"b")]
    [TestCase("\"")]
    public void IsRefusedWithAStrayQuote(string text) => Assert.That(CsvFields.TryParse(text), Is.Null);

    [TestCase(new[] { "id=a", "src=/p/x,y" }, "id=a,\"src=/p/x,y\"")]
    [TestCase(new[] { "a\"b" }, "\"a\"\"b\"")]
    [TestCase(new[] { "", "b" }, ",b")]
    [TestCase(new[] { " a", "b c" }, "\" a\",b c")]
    public void QuotesOnlyWhatItMust(string[] fields, string text) =>
        Assert.That(CsvFields.Join(fields), Is.EqualTo(text));

    [Test]
    public void IsReadBackAsWritten([Random(300, Distinct = true)] int seed)
    {
        var random = new Random(seed);
        var fields = new string[random.Next(1, 5)];
        for (var i = 0; i < fields.Length; i++)
            fields[i] = string.Join("", random.GetItems("a=, \"\r\n\\é${;".ToCharArray(), random.Next(0, 8)));

        Assert.That(CsvFields.TryParse(CsvFields.Join(fields)), Is.EqualTo(fields), CsvFields.Join(fields));
    }
}
