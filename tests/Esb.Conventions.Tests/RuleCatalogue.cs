using System.Text.RegularExpressions;
using Esb.Build.Diagnostics;

namespace Esb.Conventions.Tests;

internal sealed partial class RuleCatalogue
{
    // What advice begins with. A verb that is missing here is added; a sentence without any only complains.
    private static readonly string[] Advice =
        """
        add become begin build change check choose clone correct delete free give install leave look make move name
        report restart run set start take try type unset update use wait write
        """.Split((char[])[' ', '\n']);

    [Test]
    public void HasEachCodeOnce() => Violations.AreNone(
        Violations.Repeated(ReportedCode.ReadAll().Select(static c => c.Code)),
        "Two rules have one code. Give the newer one the next free number of its band.");

    [Test]
    public void HasOnlyCodesOfItsBands() => Violations.AreNone(
        ReportedCode.ReadAll().Select(static c => c.Code).Where(static code => !Code().IsMatch(code)),
        "A code is ESB and four digits, the first of them 1 (machine), 2 (what the user wrote), 3 (build), 4 (policy) or 9 (our bug).");

    [TestCase("Git", "10|29")]
    [TestCase("Engines", "11")]
    [TestCase("Registries", "11|20")]
    [TestCase("Builders", "11")]
    [TestCase("Caches", "11")]
    [TestCase("Files", "12")]
    [TestCase("Images", "20")]
    [TestCase("Dockerfiles", "21")]
    [TestCase("Sam", "22")]
    [TestCase("Bake", "30")]
    [TestCase("Verify", "30")]
    public void KeepsTheBandOfEachRoom(string room, string bands) => Violations.AreNone(
        CodesIn($"src/Esb.Build/Diagnostics/Rules.{room}.cs")
            .Where(code => !bands.Split('|').Contains(code[3..5], StringComparer.Ordinal)),
        $"Rules.{room}.cs has codes of ESB{bands}xx only. Give the rule a number of that band, or move it to its room's file.");

    [Test]
    public void SaysWhatToDo() => Violations.AreNone(
        Rules.All.Where(static rule => !IsAdvice(rule)).Select(static rule => $"{rule.Code}: {rule.Sentence}"),
        "A sentence says what is wrong, then what to do, beginning with a verb (see the list in this test), on one line; it ends in a full stop or in text to type.");

    [Test]
    public void NumbersItsValuesFromZeroWithoutGaps() => Violations.AreNone(
        Rules.All.Where(static rule => !HasAllValues(rule)).Select(static rule => $"{rule.Code}: {rule.Sentence}"),
        "A rule uses {0} to its highest value: a value that the sentence does not show is a value that a user needs and does not get.");

    [Test]
    public void LinksToItsSection() => Violations.AreNone(
        ReportedCode.Elements()
            .Where(static e => !IsLinked((string?)e.Attribute("Code"), (string?)e.Attribute("HelpLink")))
            .Select(static e => e.ToString())
            .Concat(Rules.All.Where(static r => !IsLinked(r.Code, r.HelpLink)).Select(static r => r.Code)),
        "A help link ends in docs/errors.md#<code in lower case>.");

    // TreatWarningsAsErrors of a csproj is the compiler's, so Esb.Check.targets names the codes for MSBuild one by one.
    [Test]
    public void IsWhatTreatWarningsAsErrorsMeans() => Violations.AreNone(
        SdkFiles.Elements("sdk/targets/Esb.Check.targets")
            .Where(static e => e.Name.LocalName is "MSBuildWarningsAsErrors").SelectMany(static e => e.Value.Split(';'))
            .Where(static word => word.StartsWith("ESB", StringComparison.Ordinal)),
        ReportedCode.ReadAll().Where(static c => c.Severity is "warning").Select(static c => c.Code),
        "Add the warning to MSBuildWarningsAsErrors in sdk/targets/Esb.Check.targets:",
        "No such warning is reported. Take it out of MSBuildWarningsAsErrors in sdk/targets/Esb.Check.targets:");

    private static List<string> CodesIn(string path)
    {
        var codes = AnyCode().Matches(Sources.One(path).Text).Select(static m => m.Value).ToList();
        Assert.That(codes, Is.Not.Empty);
        return codes;
    }

    private static bool IsAdvice(Rule rule)
    {
        // BuildKit's own words, which end in the address of the page that says what to do.
        if (rule == Rules.BuildWarning)
            return rule.Sentence.EndsWith("{1}", StringComparison.Ordinal);

        var sentence = rule.Sentence;
        var first = FirstPart().Match(sentence);
        return first.Success && !sentence.Contains('\n', StringComparison.Ordinal) && End().IsMatch(sentence)
            && Word().Matches(sentence[first.Length..])
                .Any(static word => Advice.Contains(word.Value, StringComparer.OrdinalIgnoreCase));
    }

    private static bool HasAllValues(Rule rule)
    {
        var used = Value().Matches(rule.Sentence).Select(static m => m.Value[1] - '0').ToHashSet();
        return used.SetEquals(Enumerable.Range(0, used.Count));
    }

    private static bool IsLinked(string? code, string? link) =>
        code is not null && link is not null && link.EndsWith("#" + code.ToLowerInvariant(), StringComparison.Ordinal);

    [GeneratedRegex(@"^ESB[12349]\d{3}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"ESB\d{4}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AnyCode();

    // Up to the end of what is wrong: a full stop, colon, semicolon or bracket, or a reason that brings its own.
    [GeneratedRegex(@"^.*?[.:;)}] ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FirstPart();

    [GeneratedRegex(@"(\.|\S*[/=<}-]\S*( …)?)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex End();

    [GeneratedRegex(@"[A-Za-z]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"\{\d\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Value();
}
