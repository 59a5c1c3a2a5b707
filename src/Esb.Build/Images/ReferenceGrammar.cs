namespace Esb.Build.Images;

/// <summary>
/// The character classes of image references, as the distribution project's reference grammar has them
/// (https://pkg.go.dev/github.com/distribution/reference). Spelled here once.
/// </summary>
internal static class ReferenceGrammar
{
    public const int MaximumRepositoryLength = 255;
    public const int MaximumTagLength = 128;

    /// <summary><c>[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*</c></summary>
    public static bool IsPathComponent(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (true)
        {
            var start = at;
            while (at < text.Length && IsLowerAlphanumeric(text[at]))
                at++;
            if (at == start)
                return false;
            if (at == text.Length)
                return true;
            at += SeparatorLength(text[at..]);
        }
    }

    /// <summary><c>[\w][\w.-]{0,127}</c></summary>
    public static bool IsTag(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= MaximumTagLength
        && text[0] is not ('.' or '-')
        && text.IndexOfAnyExcept(TagCharacters) < 0;

    /// <summary>A host name or address with an optional port; the grammar of a reference's first part.</summary>
    public static bool IsDomain(ReadOnlySpan<char> text)
    {
        var colon = text.LastIndexOf(':');
        var host = text;
        if (colon >= 0 && !text.EndsWith("]", StringComparison.Ordinal))
        {
            host = text[..colon];
            if (text[(colon + 1)..] is not { Length: > 0 } port || port.ContainsAnyExceptInRange('0', '9'))
                return false;
        }

        if (host is ['[', .. var address, ']'])
            return !address.IsEmpty && address.IndexOfAnyExcept(AddressCharacters) < 0;

        foreach (var part in host.Split('.'))
        {
            var label = host[part];
            if (label.IsEmpty || label[0] == '-' || label[^1] == '-' || label.IndexOfAnyExcept(DomainCharacters) >= 0)
                return false;
        }

        return true;
    }

    /// <summary>Whether a name begins with the host of a registry: <c>ghcr.io/a/b</c>, and not <c>team/b</c>.</summary>
    public static bool NamesHost(ReadOnlySpan<char> name) =>
        name.IndexOf('/') is var slash and > 0 && LooksLikeDomain(name[..slash]);

    /// <summary>
    /// Whether the first part of a path is a registry's host: Docker's rule for telling it from a folder.
    /// </summary>
    public static bool LooksLikeDomain(ReadOnlySpan<char> text) =>
        text.Contains('.') || text.Contains(':') || text is "localhost" || text.ContainsAnyInRange('A', 'Z');

    private static readonly System.Buffers.SearchValues<char> TagCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-");

    private static readonly System.Buffers.SearchValues<char> DomainCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

    // No zone and no IPv4 part: the grammar knows neither.
    private static readonly System.Buffers.SearchValues<char> AddressCharacters =
        System.Buffers.SearchValues.Create("0123456789abcdefABCDEF:");

    private static bool IsLowerAlphanumeric(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c);

    private static int SeparatorLength(ReadOnlySpan<char> text)
    {
        if (text[0] == '-')
            return text.IndexOfAnyExcept('-') is var run and >= 0 ? run : text.Length;
        if (text.StartsWith("__", StringComparison.Ordinal))
            return 2;
        return text[0] is '.' or '_' ? 1 : 0;
    }
}
