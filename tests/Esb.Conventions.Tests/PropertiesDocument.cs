using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Esb.Conventions.Tests;

/// <summary><c>docs/properties.md</c>: what its tables have in their first column, by the headings above.</summary>
internal static partial class PropertiesDocument
{
    public const string Path = "docs/properties.md";

    /// <summary>The rows below a heading of the second level, and below those of the third level in it.</summary>
    /// <param name="section">Its text.</param>
    public static IReadOnlyList<DocumentedName> Rows(string section) =>
        [.. Read().Where(row => row.Section.Equals(section, StringComparison.Ordinal))];

    /// <summary>The names of one table under a heading of the third level.</summary>
    public static IEnumerable<string> Names(string section, string part) =>
        Rows(section).Where(row => row.Part.Equals(part, StringComparison.Ordinal)).Select(static row => row.Name);

    /// <summary>The headings of the third level in a section.</summary>
    public static IEnumerable<string> Parts(string section) =>
        Rows(section).Select(static row => row.Part).Distinct(StringComparer.Ordinal);

    /// <summary>The XML examples of a document, each as the body of one element.</summary>
    public static IReadOnlyList<XElement> Examples(string path) =>
    [
        .. XmlBlock().Matches(Sources.One(path).Text)
            .Select(static block => XElement.Parse($"<Example>{block.Groups["name"].Value}</Example>")),
    ];

    private static IEnumerable<DocumentedName> Read()
    {
        var (section, part) = ("", "");
        foreach (var line in Sources.One(Path).Lines)
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
                (section, part) = (line[3..], "");
            else if (line.StartsWith("### ", StringComparison.Ordinal))
                part = line[4..];
            else if (line.StartsWith("| `", StringComparison.Ordinal) && line.Split('|') is [_, var name, var next, ..])
                yield return new(section, part, name.Trim().Trim('`'), next.Trim().Trim('`'));
        }
    }

    [GeneratedRegex("```xml\n(?<name>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex XmlBlock();
}

/// <summary>A row of a table.</summary>
/// <param name="Section">Heading of the second level.</param>
/// <param name="Part">Heading of the third level; may be empty.</param>
/// <param name="Name">The first cell.</param>
/// <param name="Next">The second cell; of properties and metadata that is the default.</param>
internal sealed record DocumentedName(string Section, string Part, string Name, string Next);
