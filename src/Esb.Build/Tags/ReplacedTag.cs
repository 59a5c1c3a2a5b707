using System.Security.Cryptography;
using Esb.Build.Images;

namespace Esb.Build.Tags;

/// <summary>
/// A tag that keeps all images in the engine that a build replaces: <c>replaced-&lt;12 hex digits&gt;</c>, other digits
/// in each build.
/// </summary>
public static class ReplacedTag
{
    private const string Prefix = "replaced-";
    private const int Bytes = 6;

    /// <summary>Other digits each time.</summary>
    public static string NewDigits() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));

    /// <param name="reference">What the image is called.</param>
    /// <param name="digits">See <see cref="NewDigits"/>.</param>
    public static string On(string reference, string digits) =>
        ImageReference.TryParse(reference)!.Name + ":" + HashTag.Text(Prefix, digits);

    /// <summary>Whether a reference, as Esb.Sdk writes them, ends with such a tag.</summary>
    public static bool Is(string reference) => HashTag.Is(Prefix, reference);
}
