using System.Text.RegularExpressions;

namespace Esb.Conventions.Tests;

internal sealed partial class EveryCode
{
    private const string Here = "tests/Esb.Conventions.Tests/";

    private static IEnumerable<SourceFile> OutsideOfTheCatalogue =>
        Sources.In("src", ".cs").Where(static f => !f.Name.StartsWith("Rules.", StringComparison.Ordinal));

    [Test]
    public void IsProvokedByATest()
    {
        var tests = Sources.In("tests", ".cs").Where(static f => !f.Path.StartsWith(Here, StringComparison.Ordinal));
        var asserted = Named(tests);

        Violations.AreNone(
            ReportedCode.ReadAll().Where(c => !asserted.Contains(c.Code) && !asserted.Contains("Rules." + c.Property))
                .Select(static c => $"{c.Code} {c.Property}"),
            "Write a test (not in this project) that provokes the problem and asserts Rules.<Name> or the code:");
    }

    [Test]
    public void IsReportedSomewhere()
    {
        var reported = Named(OutsideOfTheCatalogue);
        Violations.AreNone(
            ReportedCode.Catalogue().Select(static c => c.Property).Where(name => !reported.Contains("Rules." + name)),
            "Nothing reports this rule. Delete it, with its section in docs/errors.md:");
    }

    [Test]
    public void StandsInTheCatalogueAlone() => Violations.AreNone(
        OutsideOfTheCatalogue.SelectMany(static f => f.LinesWhere(static line => CodeText().IsMatch(line))),
        "Report the rule (Rules.<Name>), not a code as text.");

    private static HashSet<string> Named(IEnumerable<SourceFile> files) =>
        files.SelectMany(static f => RuleOrCode().Matches(f.Text)).Select(static m => m.Value)
            .ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"Rules\.\w+|ESB\d{4}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RuleOrCode();

    [GeneratedRegex("\"ESB\\d{4}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodeText();
}
