namespace Esb.Conventions.Tests;

/// <summary>How a convention fails: with all places at once, and with what to do.</summary>
internal static class Violations
{
    public static void AreNone(IEnumerable<string> found, string whatToDo)
    {
        var places = found.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        Assert.That(places, Is.Empty, $"{whatToDo}\n  {string.Join("\n  ", places)}\n");
    }

    /// <summary>The names that stand in a list more than once.</summary>
    public static IEnumerable<string> Repeated(IEnumerable<string> names) =>
        names.CountBy(static n => n, StringComparer.Ordinal).Where(static n => n.Value > 1).Select(static n => n.Key);

    /// <summary>Two lists of names must be the same.</summary>
    /// <param name="missing">What to do where <paramref name="actual"/> lacks an expected name.</param>
    /// <param name="surplus">What to do where <paramref name="actual"/> has another one.</param>
    public static void AreNone(
        IEnumerable<string> actual, IEnumerable<string> expected, string missing, string surplus)
    {
        var (has, wants) = (actual.ToHashSet(StringComparer.Ordinal), expected.ToHashSet(StringComparer.Ordinal));
        Assert.That(wants, Is.Not.Empty);
        Assert.Multiple(() =>
        {
            AreNone(wants.Where(name => !has.Contains(name)), missing);
            AreNone(has.Where(name => !wants.Contains(name)), surplus);
        });
    }
}
