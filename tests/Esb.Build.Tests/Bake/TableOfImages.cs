using Esb.Build.Bake;
using Esb.Build.Records;

namespace Esb.Build.Tests.Bake;

public sealed class TableOfImages
{
    private static readonly string Digest = "sha256:" + new string('a', 64);

    [Test]
    public void IsAligned() => Assert.That(
        ImageTable.Plan(
        [
            Image("gateway", 3.24, 84_120_000) with
            {
                References = ["r/esb-gateway:latest", "r/esb-gateway:g-1", "s/x:1"],
            },
            Image("a", 12, 900),
            Image("large", 0, 1_234_000_000) with { Digest = "" },
        ]),
        Is.EqualTo(new[]
        {
            "image    tags                              digest                  size  seconds",
            "gateway  r/esb-gateway:latest, g-1, s/x:1  sha256:aaaaaaaaaaaa  84.1 MB      3.2",
            "a        esb-a:latest                      sha256:aaaaaaaaaaaa   0.9 kB     12.0",
            "large    esb-large:latest                  -                    1.23 GB      0.0",
        }));

    [Test]
    public void HasNoSizeWhereNobodyKnowsIt() =>
        Assert.That(ImageTable.Plan([Image("a", 1, 0)])[1], Does.EndWith("sha256:aaaaaaaaaaaa     -      1.0"));

    [Test]
    public void IsNoneWithoutImages() => Assert.That(ImageTable.Plan([]), Is.Empty);

    private static ImageRecord Image(string name, double seconds, long size) => new(name, "esb-" + name, "service", "")
    {
        References = [$"esb-{name}:latest"],
        Digest = Digest,
        Seconds = seconds,
        Size = size,
    };
}
