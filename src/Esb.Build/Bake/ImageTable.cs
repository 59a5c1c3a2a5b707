using System.Globalization;
using Esb.Build.Records;

namespace Esb.Build.Bake;

/// <summary>The table of built images that ends a build: name, tags, digest, size, seconds.</summary>
public static class ImageTable
{
    private const string Gap = "  ";
    private static readonly string[] Header = ["image", "tags", "digest", "size", "seconds"];

    /// <summary>Header and one line an image, columns aligned; empty without images.</summary>
    public static IReadOnlyList<string> Plan(IReadOnlyList<ImageRecord> images)
    {
        if (images.Count == 0)
            return [];

        var rows = new List<string[]> { Header };
        rows.AddRange(images.Select(Row));
        var widths = Enumerable.Range(0, rows[0].Length).Select(c => rows.Max(row => row[c].Length)).ToArray();
        return [.. rows.Select(row => string.Join(Gap, row.Select((cell, c) => c >= row.Length - 2
            ? cell.PadLeft(widths[c])
            : cell.PadRight(widths[c]))))];
    }

    private static string[] Row(ImageRecord image) =>
    [
        image.Target,
        string.Join(", ", Tags(image.References)),
        ShortDigest(image.Digest),
        ShortSize(image.Size),
        image.Seconds.ToString("0.0", CultureInfo.InvariantCulture),
    ];

    // The first reference whole, of the others on the same repository the tag alone: the line stays readable.
    private static IEnumerable<string> Tags(IReadOnlyList<string> references)
    {
        var repository = references.Count == 0 ? "" : references[0][..(references[0].LastIndexOf(':') + 1)];
        return references.Select((reference, i) =>
            i > 0 && reference.StartsWith(repository, StringComparison.Ordinal)
                ? reference[repository.Length..]
                : reference);
    }

    // As docker shows it: in powers of ten.
    private static string ShortSize(long bytes) => bytes switch
    {
        0 => "-",
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.00} GB"),
    };

    private static string ShortDigest(string digest)
    {
        const int Shown = 19; // sha256: and the twelve digits that docker shows
        return digest.Length > Shown ? digest[..Shown] : digest.Length == 0 ? "-" : digest;
    }
}
