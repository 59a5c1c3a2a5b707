namespace Esb.Build.Tags;

/// <summary>Tags that Esb.Sdk makes up: a word and 12 lower-case hexadecimal digits, <c>g-0123456789ab</c>.</summary>
internal static class HashTag
{
    public const int Digits = 12;

    /// <param name="digits">Hexadecimal, 12 or more.</param>
    public static string Text(string prefix, string digits) => prefix + digits[..Digits];

    /// <summary>Whether a reference, as Esb.Sdk writes them, ends with such a tag.</summary>
    public static bool Is(string prefix, string reference)
    {
        var colon = reference.LastIndexOf(':');
        return colon > 0 && reference.Length == colon + 1 + prefix.Length + Digits
            && reference.AsSpan(colon + 1).StartsWith(prefix, StringComparison.Ordinal)
            && reference.Skip(colon + 1 + prefix.Length).All(char.IsAsciiHexDigitLower)
            && !reference.Contains(' ', StringComparison.Ordinal);
    }
}
