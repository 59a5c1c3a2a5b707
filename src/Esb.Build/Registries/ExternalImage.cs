using Esb.Build.Diagnostics;
using Esb.Build.Images;

namespace Esb.Build.Registries;

/// <summary>An image from elsewhere that shall be in the local registry too; an item <c>EsbExternalImage</c>.</summary>
public sealed record ExternalImage(string Reference, SourcePosition Position);

/// <summary>One copy.</summary>
/// <param name="Source">With a tag or a digest.</param>
/// <param name="Reference">What it is called in the local registry:
/// <c>127.0.0.1:5010/lambda/python:3.12</c>.</param>
public sealed record ImageCopy(ExternalImage Image, string Source, string Reference)
{
    private const int DigestLength = 12;

    /// <summary>Checks what is to be imported, and says under which names: those of the source without its
    /// registry.</summary>
    /// <returns><see langword="null"/> where something is wrong; the problems say all that is.</returns>
    public static IReadOnlyList<ImageCopy>? Plan(
        IReadOnlyList<ExternalImage> images, LocalRegistry registry, ProblemList problems)
    {
        var copies = new Dictionary<string, ImageCopy>(StringComparer.Ordinal);
        var before = problems.Found.Count;
        foreach (var image in images)
        {
            if (ImageReference.TryParse(image.Reference) is not { } source)
            {
                problems.Add(Rules.BadExternalImage, image.Position, image.Reference, ImageReference.Legal);
                continue;
            }

            var from = source is { Tag: null, Digest: null } ? source + ":latest" : source.ToString();
            var copy = new ImageCopy(image, from, $"{registry.Address}/{PathOf(source.Name)}:{TagOf(source)}");
            copies.TryAdd(copy.Reference, copy);
            if (copies[copy.Reference].Source is var first && !first.Equals(from, StringComparison.Ordinal))
                problems.Add(Rules.ExternalImageCollision, image.Position, from, first, copy.Reference);
        }

        return problems.Found.Count > before
            ? null
            : [.. copies.Values.OrderBy(static c => c.Reference, StringComparer.Ordinal)];
    }

    private static string PathOf(string name) =>
        ReferenceGrammar.NamesHost(name) ? name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..] : name;

    // What has only a digest gets a tag that says the same, because nothing can be pushed without one.
    private static string TagOf(ImageReference source) =>
        source.Tag
        ?? (source.Digest is { } digest ? digest.Replace(':', '-')[..("sha256-".Length + DigestLength)] : "latest");
}
