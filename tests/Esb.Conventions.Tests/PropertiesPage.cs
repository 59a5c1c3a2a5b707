using System.Text.RegularExpressions;
using Esb.Build.Images;

namespace Esb.Conventions.Tests;

internal sealed partial class PropertiesPage
{
    [Test]
    public void HasEachProperty() => Violations.AreNone(
        PropertiesDocument.Rows("Properties").Select(static row => row.Name),
        Public(SdkFiles.Properties()),
        "Add the property to a table of '## Properties' in docs/properties.md, or make it private (_Esb…):",
        "docs/properties.md has a property that no file of the package sets or reads. Delete its row:");

    [Test]
    public void HasEachTarget() => Violations.AreNone(
        PropertiesDocument.Rows("Targets").Select(static row => row.Name),
        Public(SdkFiles.Targets()),
        "Add the target to the table of '## Targets' in docs/properties.md, or make it private (_Esb…):",
        "docs/properties.md has a target that the package does not have. Delete its row:");

    [Test]
    public void HasEachItem() => Violations.AreNone(
        PropertiesDocument.Parts("Items"),
        Public(SdkFiles.Items()),
        "Add '### <item>' with a table of its metadata to '## Items' in docs/properties.md, or make it private (_Esb…):",
        "docs/properties.md has an item that no file of the package reads or gives. Delete its part:");

    [Test]
    public void HasEachDefault()
    {
        var defaults = SdkFiles.Defaults();
        Violations.AreNone(
            PropertiesDocument.Rows("Properties")
                .Where(row => !IsRight(row, defaults))
                .Select(row => $"{row.Name}: '{defaults[row.Name]}', documented as '{row.Next}'"),
            "The second column in docs/properties.md is the default of sdk/targets/*Defaults.props, or the word empty:");
    }

    [Test]
    public void HasTheMetadataOfEsbImage() => Violations.AreNone(
        PropertiesDocument.Names("Items", "EsbImage"),
        typeof(ImageItem).GetProperties().Select(static p => p.Name)
            .Except(["Name", "Position"], StringComparer.Ordinal),
        "Add the metadata (a property of ImageItem) to the table of '### EsbImage' in docs/properties.md:",
        "docs/properties.md has metadata of EsbImage that ImageItem does not have. Add the property, or delete the row:");

    [TestCase("EsbPlannedImage")]
    [TestCase("EsbBuiltImage")]
    public void HasTheMetadataOfItemsThatItGives(string item)
    {
        var source = Sources.One($"src/Esb.Build.Tasks/{item}Items.cs").Text;
        Violations.AreNone(
            PropertiesDocument.Names("Items", item),
            MetadataThatIsSet().Matches(source).Select(static m => m.Groups["name"].Value),
            $"Add the metadata to the table of '### {item}' in docs/properties.md:",
            $"docs/properties.md has metadata that {item}Items.cs does not set. Delete the row:");
    }

    private static bool IsRight(DocumentedName row, IReadOnlyDictionary<string, string> defaults) =>
        !defaults.TryGetValue(row.Name, out var value)
        || row.Next.Equals(value.Length > 0 ? value : "empty", StringComparison.Ordinal);

    private static IEnumerable<string> Public(IEnumerable<string> names) =>
        names.Where(static name => name.StartsWith("Esb", StringComparison.Ordinal));

    [GeneratedRegex(@"Set(?:Metadata)?\((?:item, )?""?(?<name>[A-Z]\w+)""?,", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MetadataThatIsSet();
}
