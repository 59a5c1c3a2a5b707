using System.Collections.Immutable;
using Esb.Build.Images;
using Esb.Build.Tags;

namespace Esb.Build.Tests.Tags;

public sealed class ImmutableTags
{
    private static readonly PlannedImage Image = new("a", ImageName.TryParse("a")!, ImageKind.Service, new("p"))
    {
        Context = "/clone1/a",
        Dockerfile = "/clone1/a/Dockerfile",
        Arguments = Values(("X", "1")),
        Contexts = Values(("meta", "/clone1/.esb/meta"), ("base", "docker-image://debian:12")),
    };

    [Test]
    public void AreTwelveDigitsAndTheSameInEveryClone()
    {
        var other = Image with
        {
            Context = "/clone2/a",
            Dockerfile = "/clone2/a/Dockerfile",
            Contexts = Values(("meta", "/clone2/.esb/meta"), ("base", "docker-image://debian:12")),
            References = [ImageReference.TryParse("a:1")!],
        };
        Assert.That(Of(Image), Does.Match("^g-[0-9a-f]{12}$"));
        Assert.That(Of(other), Is.EqualTo(Of(Image)));
    }

    [Test]
    public void DifferWhereverTheDefinitionDiffers()
    {
        string[] tags =
        [
            Of(Image),
            Of(Image with { Target = "b" }),
            Of(Image with { Stage = "s" }),
            Of(Image with { Network = "s" }),
            Of(Image with { Platforms = [Platform.TryParse("linux/arm64")!] }),
            Of(Image with { Arguments = Values(("X", "2")) }),
            Of(Image with { Labels = Values(("X", "1")) }),
            Of(Image with { Contexts = Values(("base", "docker-image://debian:13")) }),
            ImmutableTag.Of(Image, "other", "FROM a"u8).Value,
            ImmutableTag.Of(Image, "sha", "FROM b"u8).Value,
        ];
        Assert.That(tags, Is.Unique);
    }

    [Test]
    public void DoNotTakeOneListOfWordsForAnother() =>
        Assert.That(Of(Image with { Arguments = Values(("A", "1"), ("B", "2")) }),
            Is.Not.EqualTo(Of(Image with { Arguments = Values(("A", "1\n1:B1:2")) })));

    private static string Of(PlannedImage image) => ImmutableTag.Of(image, "sha", "FROM a"u8).Value;

    private static ImmutableSortedDictionary<string,
        string> Values(params ReadOnlySpan<(string Name, string Value)> values)
    {
        var result = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
            result.Add(name, value);
        return result.ToImmutable();
    }
}
