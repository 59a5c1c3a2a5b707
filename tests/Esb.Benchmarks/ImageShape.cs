using System.Globalization;

namespace Esb.Benchmarks;

/// <summary>Which images a repository has: one base and thirty that are built from it, and so on.</summary>
/// <param name="Count">Of all images.</param>
/// <param name="Files">In each image's context.</param>
internal sealed record ImageShape(int Count, int Files)
{
    private const int Family = 31;

    /// <summary>In a folder of a context.</summary>
    private const int FolderSize = 20;

    /// <summary>Names, bases first in each family. An image alone has no base.</summary>
    public IEnumerable<(string Name, string Base)> Images =>
        Enumerable.Range(0, Count).Select(i => (NameOf(i), IsBase(i) || Count == 1 ? "" : NameOf(i - (i % Family))));

    /// <summary>An image that nothing is built from.</summary>
    public string Leaf => NameOf(Count - 1);

    /// <summary>The first base, and all that is built from it.</summary>
    public IReadOnlyList<string> FirstFamily => [.. Images.Take(Family).Select(static i => i.Name)];

    /// <summary>Paths of files in a context.</summary>
    public IEnumerable<string> Paths =>
        Enumerable.Range(0, Files).Select(static i =>
            string.Create(CultureInfo.InvariantCulture, $"d{i / FolderSize:000}/f{i:00000}.txt"));

    private string NameOf(int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{(IsBase(index) && Count > 1 ? "base" : "leaf")}{index:0000}");

    private static bool IsBase(int index) => index % Family == 0;
}
