using System.Buffers;

namespace Esb.Build.Images;

/// <summary>The content address of an image or manifest: <c>sha256:</c> and 64 lower-case hexadecimal digits.</summary>
public sealed record Digest
{
    private const string Prefix = "sha256:";

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");

    private Digest(string value) => Value = value;

    public string Value { get; }

    /// <returns><see langword="null"/> when the text is no SHA-256 digest.</returns>
    public static Digest? TryParse(string text) =>
        text.StartsWith(Prefix, StringComparison.Ordinal) && text.Length == Prefix.Length + 64
        && text.AsSpan(Prefix.Length).IndexOfAnyExcept(Hexadecimal) < 0
            ? new(text)
            : null;

    public override string ToString() => Value;
}
