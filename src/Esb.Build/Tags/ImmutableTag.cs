using Esb.Build.Images;

namespace Esb.Build.Tags;

/// <summary>
/// A second tag, <c>g-&lt;12 hex digits&gt;</c>, that stays with what the image is made of: the first digits of its
/// fingerprint. It says which of two builds an image is, and the engine keeps the replaced image of a moving tag such
/// as
/// <c>latest</c>, which older BuildKit needs while it exports several images at once (moby/buildkit#6521: "parent
/// snapshot does not exist").
/// </summary>
public static class ImmutableTag
{
    private const string Prefix = "g-";
    private const int Digits = 12;

    /// <returns>The immutable one of an image's references; empty where it has none.</returns>
    /// <param name="fingerprint">Hexadecimal digits, 12 or more.</param>
    public static string Of(IReadOnlyList<string> references, string fingerprint) =>
        references.FirstOrDefault(r => r.EndsWith(":" + Text(fingerprint), StringComparison.Ordinal)) ?? "";

    /// <param name="fingerprint">Hexadecimal digits, 12 or more.</param>
    /// <returns>The image with the tag as its second reference, on the repository of the first.</returns>
    public static PlannedImage Add(PlannedImage image, string fingerprint)
    {
        var tag = Tag.TryParse(Text(fingerprint))!;
        var own = ImageReferences.On(image.References[0].Name, tag);
        return image with { References = [image.References[0], own, .. image.References.Skip(1).Where(r => r != own)] };
    }

    /// <summary>Whether a reference, as Esb.Sdk writes them, ends with such a tag.</summary>
    public static bool Is(string reference)
    {
        var colon = reference.LastIndexOf(':');
        return colon > 0 && reference.Length == colon + 1 + Prefix.Length + Digits
            && reference.AsSpan(colon + 1).StartsWith(Prefix, StringComparison.Ordinal)
            && reference.Skip(colon + 1 + Prefix.Length).All(char.IsAsciiHexDigitLower)
            && !reference.Contains(' ', StringComparison.Ordinal);
    }

    private static string Text(string fingerprint) => Prefix + fingerprint[..Digits];
}
