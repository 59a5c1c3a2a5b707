using System.Buffers;

namespace Esb.Build.Images;

/// <summary>
/// A platform that an image is built for: <c>os/architecture[/variant]</c>, such as <c>linux/amd64</c>.
/// </summary>
public sealed record Platform
{
    public const string Legal = "os/architecture[/variant], such as linux/amd64 or linux/arm64";

    private static readonly SearchValues<char> Characters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_.-");

    private Platform(string value) => Value = value;

    public string Value { get; }

    /// <returns><see langword="null"/> when the text is not <see cref="Legal"/>.</returns>
    public static Platform? TryParse(string text)
    {
        var parts = 0;
        foreach (var part in text.AsSpan().Split('/'))
        {
            parts++;
            var word = text.AsSpan()[part];
            if (word.IsEmpty || word.IndexOfAnyExcept(Characters) >= 0)
                return null;
        }

        return parts is 2 or 3 ? new(text) : null;
    }

    public override string ToString() => Value;
}
