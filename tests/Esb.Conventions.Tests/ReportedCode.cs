using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Esb.Build.Diagnostics;

namespace Esb.Conventions.Tests;

/// <summary>A code that can be reported: a rule's, or one of an <c>Error</c> or <c>Warning</c> in XML.</summary>
/// <param name="Property">The rule's property in <see cref="Rules"/>; empty for one of the targets.</param>
/// <param name="Parts">What stands between the sentence's placeholders.</param>
internal sealed partial record ReportedCode(string Code, string Severity, string Property, IReadOnlyList<string> Parts)
{
    public static IReadOnlyList<ReportedCode> ReadAll() => [.. OfRules(), .. OfTargets()];

    /// <summary>The catalogue, with the names of its properties.</summary>
    public static IEnumerable<(string Property, Rule Rule)> Catalogue() =>
        typeof(Rules).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(static p => p.PropertyType == typeof(Rule))
            .Select(static p => (p.Name, (Rule)p.GetValue(null)!));

    /// <summary>The elements of the targets that report something themselves.</summary>
    public static IEnumerable<XElement> Elements() =>
        SdkFiles.Elements().Where(static e => e.Name.LocalName is "Error" or "Warning");

    private static IEnumerable<ReportedCode> OfRules() => Catalogue().Select(static entry => new ReportedCode(
        entry.Rule.Code,
        entry.Rule.Severity.ToString().ToLowerInvariant(),
        entry.Property,
        Placeholder().Split(entry.Rule.Sentence)));

    private static IEnumerable<ReportedCode> OfTargets() => Elements().Select(static element => new ReportedCode(
        (string?)element.Attribute("Code") ?? "",
        element.Name.LocalName.ToLowerInvariant(),
        "",
        PropertyReference().Split((string?)element.Attribute("Text") ?? "")));

    [GeneratedRegex(@"\{\d\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\$\([^)]*\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PropertyReference();
}
