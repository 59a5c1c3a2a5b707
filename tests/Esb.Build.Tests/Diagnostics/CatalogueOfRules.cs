using System.Globalization;
using Esb.Build.Diagnostics;

namespace Esb.Build.Tests.Diagnostics;

public sealed class CatalogueOfRules
{
    private static readonly IReadOnlyList<Rule> All = Rules.All;

    [Test]
    public void HasEveryCodeOnce() =>
        Assert.That(All.Select(static r => r.Code), Is.Unique.And.Ordered.And.All.Match("^ESB[12349][0-9]{3}$"));

    [TestCaseSource(nameof(All))]
    public void IsMadeOfSentencesOfOneLine(Rule rule)
    {
        object[] values = [.. Enumerable.Range(0, 10).Select(static n => $"<{n}>")];
        var message = string.Format(CultureInfo.InvariantCulture, rule.Sentence, values);
        Assert.That(message, Does.Not.Contain('\n').And.Not.Contain('{').And.Not.Contain('}'));
        Assert.That(message, Has.Length.GreaterThan(20));
    }

    [Test]
    public void LinksToItsPageByCode() => Assert.That(Rules.Bug.HelpLink, Does.EndWith("docs/errors.md#esb9001"));
}
