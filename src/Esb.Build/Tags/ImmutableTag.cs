using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Esb.Build.Images;

namespace Esb.Build.Tags;

/// <summary>
/// A second tag, <c>g-&lt;12 hex digits&gt;</c>, that stays with one definition of an image at one commit. While it
/// does, the engine keeps the replaced image of a moving tag such as <c>latest</c>, which older BuildKit needs while it
/// exports several images at once (moby/buildkit#6521: "parent snapshot does not exist").
/// </summary>
public static class ImmutableTag
{
    /// <param name="image">Everything but its references is part of the tag, apart from paths: two clones get the same
    /// tag.</param>
    /// <param name="sha">The commit, full.</param>
    /// <param name="dockerfile">The bytes of the Dockerfile; empty where it is not on this machine.</param>
    public static Tag Of(PlannedImage image, string sha, ReadOnlySpan<byte> dockerfile)
    {
        var text = new StringBuilder();
        Add(text, sha, image.Target, image.Stage, image.Network);
        Add(text, [.. image.Platforms.Select(static p => p.Value)]);
        Add(text, image.Contexts.Where(static c => !Path.IsPathFullyQualified(c.Value)));
        Add(text, image.Arguments);
        Add(text, image.Labels);

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(text.ToString()));
        hash.AppendData(dockerfile);
        return Tag.TryParse("g-" + Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6)))!;
    }

    private static void Add(StringBuilder text, IEnumerable<KeyValuePair<string, string>> values)
    {
        foreach (var (name, value) in values)
            Add(text, name, value);
        text.Append('\n');
    }

    // Lengths before the words, so that no two lists of words become the same text.
    private static void Add(StringBuilder text, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
            text.Append(CultureInfo.InvariantCulture, $"{word.Length}:{word}");
        text.Append('\n');
    }
}
