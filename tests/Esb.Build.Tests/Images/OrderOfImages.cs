using Esb.Build.Definitions;
using Esb.Build.Images;

namespace Esb.Build.Tests.Images;

public sealed class OrderOfImages
{
    [Test]
    public void PutsBasesFirstAndEqualsByName()
    {
        var (ordered, cycle) = BuildOrder.Plan([Image("c", "z"), Image("b"), Image("z"), Image("a", "c", "elsewhere")]);
        Assert.That(ordered.Select(static i => i.Target), Is.EqualTo(["z", "c", "a", "b"]));
        Assert.That(cycle, Is.Empty);
    }

    [Test]
    public void NamesTheCircleAndNotTheWayToIt()
    {
        var (ordered, cycle) = BuildOrder.Plan([Image("a", "b"), Image("b", "c"), Image("c", "b")]);
        Assert.That(ordered, Is.Empty);
        Assert.That(cycle.Select(static i => i.Target), Is.EqualTo(["b", "c", "b"]));
    }

    [Test]
    public void FindsAnImageBuiltFromItself()
    {
        var (_, cycle) = BuildOrder.Plan([Image("a", "a")]);
        Assert.That(cycle.Select(static i => i.Target), Is.EqualTo(["a", "a"]));
    }

    [Test]
    public void IsRightForAnyGraphWithoutCircle([Random(100, Distinct = true)] int seed)
    {
        var random = new Random(seed);
        var names = Enumerable.Range(0, random.Next(1, 30)).Select(static n => $"i{n}").ToArray();
        random.Shuffle(names);
        var images = names.Select((name, n) => Image(name, [.. names[..n].Where(_ => random.Next(4) == 0)])).ToArray();
        random.Shuffle(images);
        var ordered = BuildOrder.Plan(images).Ordered;

        Assert.That(ordered, Is.EquivalentTo(images));
        for (var i = 0; i < ordered.Count; i++)
            Assert.That(ordered[i].BuiltFrom, Is.SubsetOf(ordered.Take(i).Select(static image => image.Target)));

        random.Shuffle(images);
        Assert.That(BuildOrder.Plan(images).Ordered, Is.EqualTo(ordered));
    }

    [Test]
    public void FindsTheCircleOfAnyGraphThatHasOne([Random(100, Distinct = true)] int seed)
    {
        var random = new Random(seed);
        var names = Enumerable.Range(0, random.Next(2, 20)).Select(static n => $"i{n}").ToArray();
        random.Shuffle(names);
        var images = names.Select((name, n) =>
            Image(name, names[(n + 1) % names.Length], names[random.Next(names.Length)])).ToArray();
        var (ordered, cycle) = BuildOrder.Plan(images);

        Assert.That(ordered, Is.Empty);
        Assert.That(cycle[^1].Target, Is.EqualTo(cycle[0].Target));
        for (var i = 0; i + 1 < cycle.Count; i++)
            Assert.That(cycle[i].BuiltFrom, Does.Contain(cycle[i + 1].Target));
    }

    private static ImageDefinition Image(string name, params IReadOnlyList<string> from) =>
        new(name, ImageName.TryParse(name)!, ImageKind.Service, new("p")) { Context = "/c", Dockerfile = "/c/D",
            BuiltFrom = from };
}
