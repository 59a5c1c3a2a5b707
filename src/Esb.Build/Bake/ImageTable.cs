using System.Globalization;
using Esb.Build.Files;
using Esb.Build.Records;

namespace Esb.Build.Bake;

/// <summary>The table of built images that ends a build: name, tags, digest, size, seconds.</summary>
public static class ImageTable
{
    private static readonly string[] Header = ["image", "tags", "digest", "size", "seconds"];

    /// <summary>Header and one line an image, columns aligned; empty without images.</summary>
    public static IReadOnlyList<string> Plan(IReadOnlyList<ImageRecord> images)
    {
        if (images.Count == 0)
            return [];

        return TextTable.Align([Header, .. images.Select(Row)], numbers: 2);
    }

    private static string[] Row(ImageRecord image) =>
    [
        image.Target,
        string.Join(", ", Tags(image.References)),
        ShortDigest(image.Digest),
        image.Size == 0 ? "-" : ByteSize.Text(image.Size),
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

    private static string ShortDigest(string digest)
    {
        const int Shown = 19; // sha256: and the twelve digits that docker shows
        return digest.Length > Shown ? digest[..Shown] : digest.Length == 0 ? "-" : digest;
    }
}
