using Esb.Build.Definitions;
using Esb.Build.Images;

namespace Esb.Build.Tags;

/// <summary>
/// A second tag, <c>g-&lt;12 hex digits&gt;</c>, of images that are pushed: it stays with what the image is made of, so
/// that a deployment can name one build of a moving tag such as <c>latest</c>. The digits are the first ones of the
/// image's fingerprint.
/// </summary>
public static class ImmutableTag
{
    private const string Prefix = "g-";

    /// <returns>The immutable one of an image's references; empty where it has none.</returns>
    /// <param name="fingerprint">As a record has it: one of another hand may have fewer digits.</param>
    public static string Of(IReadOnlyList<string> references, string fingerprint)
    {
        if (fingerprint.Length < HashTag.Digits)
            return "";

        var end = ":" + HashTag.Text(Prefix, fingerprint);
        return references.FirstOrDefault(r => r.EndsWith(end, StringComparison.Ordinal)) ?? "";
    }

    /// <param name="fingerprint">Hexadecimal digits, 12 or more.</param>
    /// <returns>The image with the tag as its second reference, on the repository of the first; as it was where it is
    /// not pushed.</returns>
    public static ImageDefinition Add(ImageDefinition image, string fingerprint)
    {
        if (!Destinations.Of(image.Outputs).HasFlag(Destination.Registry))
            return image;

        var tag = Tag.TryParse(HashTag.Text(Prefix, fingerprint))!;
        var own = ImageReferences.On(image.References[0].Name, tag);
        return image with { References = [image.References[0], own, .. image.References.Skip(1).Where(r => r != own)] };
    }

    /// <summary>Whether a reference, as Esb.Sdk writes them, ends with such a tag.</summary>
    public static bool Is(string reference) => HashTag.Is(Prefix, reference);
}
