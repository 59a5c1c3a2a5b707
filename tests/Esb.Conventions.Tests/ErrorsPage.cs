namespace Esb.Conventions.Tests;

internal sealed class ErrorsPage
{
    [Test]
    public void HasASectionForEachCode() => Violations.AreNone(
        DocumentedCode.ReadAll().Select(static d => d.Code),
        ReportedCode.ReadAll().Select(static c => c.Code),
        "Add a section '## ESB…' to docs/errors.md: the sentence, **Why.**, **What to do.**, an example.",
        "docs/errors.md explains a code that nothing reports. Delete the section, or correct its heading.");

    [Test]
    public void HasEachSectionOnce() => Violations.AreNone(
        Violations.Repeated(DocumentedCode.ReadAll().Select(static d => d.Code)),
        "docs/errors.md has two sections of one code. Make one of them.");

    [Test]
    public void QuotesEachSentence()
    {
        var sections = DocumentedCode.ReadAll().ToLookup(static d => d.Code, StringComparer.Ordinal);
        Violations.AreNone(
            ReportedCode.ReadAll()
                .Where(code => sections[code.Code].Any(section => !section.Quotes(code.Severity, code.Parts)))
                .Select(code => $"{code.Severity} {code.Code}: {string.Join("<…>", code.Parts)}"),
            "The text block of a section in docs/errors.md is the sentence as it is reported, with <words> for what differs. Copy it anew:");
    }

    [Test]
    public void SaysWhyAndWhatToDo() => Violations.AreNone(
        DocumentedCode.ReadAll().Where(static d => !Has(d, "Why") || !Has(d, "What to do")).Select(static d => d.Code),
        "Each section of docs/errors.md has a paragraph **Why.** and a paragraph **What to do.**");

    [Test]
    public void IsInOrder() =>
        Assert.That(
            DocumentedCode.ReadAll().Select(static d => d.Code),
            Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal),
            "Put the section of docs/errors.md where its number belongs.");

    private static bool Has(DocumentedCode section, string paragraph) =>
        section.Body.Contains($"\n**{paragraph}.** ", StringComparison.Ordinal);
}
