using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Esb.Conventions.Tests;

/// <summary>What the imported files of the package say: their properties, items, targets and tasks.</summary>
internal static partial class SdkFiles
{
    /// <summary>All <c>.props</c> and <c>.targets</c>.</summary>
    public static IReadOnlyList<SourceFile> All { get; } = Sources.In("sdk", ".props", ".targets");

    public static IEnumerable<XElement> Elements() => All.SelectMany(static f => Elements(f.Path));

    /// <summary>The elements of one file.</summary>
    public static IEnumerable<XElement> Elements(string path) => XDocument.Parse(Sources.One(path).Text).Descendants();

    /// <summary>Properties that are set or read; MSBuild's own only when set.</summary>
    public static IReadOnlySet<string> Properties() => Names(
        Children("PropertyGroup"), Attributes("Output", "PropertyName"), References(PropertyReference()));

    public static IReadOnlySet<string> Items() => Names(
        Children("ItemGroup"), Attributes("Output", "ItemName"), References(ItemReference()));

    public static IReadOnlySet<string> Targets() => Names(Attributes("Target", "Name"));

    /// <summary>The names of the package's tasks, without namespace.</summary>
    public static IReadOnlySet<string> Tasks() =>
        Names(Attributes("UsingTask", "TaskName").Select(static name => name.Split('.')[^1]));

    /// <summary>The properties of the <c>…Defaults.props</c> with their defaults.</summary>
    public static IReadOnlyDictionary<string, string> Defaults() =>
        All.Where(static f => f.Path.EndsWith("Defaults.props", StringComparison.Ordinal))
            .SelectMany(static f => Elements(f.Path)).Where(static e => e.Parent?.Name.LocalName is "PropertyGroup")
            .ToDictionary(static e => e.Name.LocalName, static e => e.Value, StringComparer.Ordinal);

    /// <summary>Everything that has a name: properties, items and targets.</summary>
    public static IEnumerable<string> Names() => Properties().Concat(Items()).Concat(Targets());

    private static HashSet<string> Names(params IReadOnlyList<IEnumerable<string>> names) =>
        names.SelectMany(static n => n).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Children(string group) =>
        Elements().Where(e => string.Equals(e.Parent?.Name.LocalName, group, StringComparison.Ordinal))
            .Select(static e => e.Name.LocalName);

    private static IEnumerable<string> Attributes(string element, string attribute) =>
        Elements().Where(e => e.Name.LocalName.Equals(element, StringComparison.Ordinal))
            .Select(e => (string?)e.Attribute(attribute)).OfType<string>();

    // Only Esb's own: what else is read belongs to MSBuild. Comments are no elements.
    private static IEnumerable<string> References(Regex reference) =>
        Elements().SelectMany(e => e.Attributes().Select(static a => a.Value).Append(e.HasElements ? "" : e.Value))
            .SelectMany(text => reference.Matches(text)).Select(static m => m.Groups["name"].Value);

    [GeneratedRegex(@"\$\((?<name>_?Esb\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PropertyReference();

    [GeneratedRegex(@"@\((?<name>_?Esb\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ItemReference();
}
