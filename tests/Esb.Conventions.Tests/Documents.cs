using System.Text.RegularExpressions;
using Esb.Build.Diagnostics;
using Esb.Build.Images;

namespace Esb.Conventions.Tests;

internal sealed partial class Documents
{
    [TestCase("README.md")]
    [TestCase("docs/properties.md")]
    [TestCase("docs/errors.md")]
    public void NameOnlyWhatThereIs(string path) => Violations.AreNone(
        Unknown(Sources.One(path).Text),
        $"{path} names a property, item, target or task that the package does not have. Correct it, or add what is missing:");

    [Test]
    public void AreFollowedBySentences() => Violations.AreNone(
        Rules.All.SelectMany(static rule => Unknown(rule.Sentence).Select(name => $"{rule.Code}: {name}")),
        "A sentence of the catalogue tells users to set what does not exist. Add it, or say something else:");

    [TestCase("README.md")]
    [TestCase("docs/properties.md")]
    [TestCase("docs/errors.md")]
    public void HaveExamplesThatMSBuildReads(string path)
    {
        var metadata = typeof(ImageItem).GetProperties().Select(static p => p.Name).ToHashSet(StringComparer.Ordinal);
        Violations.AreNone(
            PropertiesDocument.Examples(path).SelectMany(static example => example.Descendants("EsbImage"))
                .SelectMany(static image => image.Attributes().Select(static a => a.Name.LocalName)
                    .Concat(image.Elements().Select(static e => e.Name.LocalName)))
                .Where(name => name is not ("Include" or "Update" or "Remove" or "Condition"))
                .Where(name => !metadata.Contains(name)),
            $"An example in {path} uses metadata that EsbImage does not have. MSBuild would not complain, so correct it:");
    }

    [Test]
    public void AreNotLongerThanAnybodyReads() =>
        Assert.That(
            Sources.One("README.md").Lines, Has.Count.LessThanOrEqualTo(250),
            "Shorten README.md: move what few need to docs/.");

    private static IEnumerable<string> Unknown(string text)
    {
        var known = SdkFiles.Names().Concat(SdkFiles.Tasks()).ToHashSet(StringComparer.Ordinal);
        return EsbName().Matches(text).Select(static m => m.Value).Where(name => !known.Contains(name));
    }

    [GeneratedRegex(@"\b_?Esb[A-Z]\w*\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EsbName();
}
