using System.Buffers;
using System.Text;

namespace Esb.Build.Processes;

/// <summary>Logins in addresses: <c>https://user:password@host/…</c>.</summary>
public static class UserInfo
{
    private const string SchemeEnd = "://";
    private static readonly SearchValues<char> AuthorityEnd = SearchValues.Create("/?# \t\r\n\"'<>`\\");

    /// <summary>What is sent in place of a password where a token stands as the user.</summary>
    private const string NoPassword = "x-oauth-basic";

    /// <returns>The text with <c>***</c> for each login; the very same string when there is none in it.</returns>
    public static string Hide(string text)
    {
        // Most lines, of which a build can have very many.
        if (!text.Contains(SchemeEnd, StringComparison.Ordinal))
            return text;

        StringBuilder? hidden = null;
        var done = 0;
        foreach (var (start, length) in Logins(text))
        {
            (hidden ??= new(text.Length)).Append(text, done, start - done).Append(SecretMask.Replacement);
            done = start + length;
        }

        return hidden is null ? text : hidden.Append(text, done, text.Length - done).ToString();
    }

    /// <summary>The same for what is not even an address: <c>user:password@host/image</c>. A digest stays.</summary>
    public static string HideInReference(string text)
    {
        var at = text.LastIndexOf('@');
        return at < 0 || text.AsSpan(at + 1).StartsWith("sha256:")
            ? text
            : Hide(text) is var hidden && !ReferenceEquals(hidden, text) ? hidden
            : SecretMask.Replacement + text[at..];
    }

    /// <summary>Whether an address in the text has a login; one that is a variable's is none yet.</summary>
    public static bool IsIn(string text) =>
        Logins(text).Any(l => !text.AsSpan(l.Start, l.Length).Contains('$'));

    /// <summary>What of an address must not be shown, in the forms in which programs show it.</summary>
    /// <param name="address">Also without a scheme, as proxies are often written.</param>
    public static IEnumerable<string> Secrets(string address)
    {
        var scheme = address.IndexOf(SchemeEnd, StringComparison.Ordinal);
        var authority = Authority(scheme < 0 ? address : address[(scheme + SchemeEnd.Length)..]);
        if (authority.LastIndexOf('@') is not (var at and > 0))
            yield break;

        var login = authority[..at];
        var (user, password) = login.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0
            ? (login[..colon], login[(colon + 1)..])
            : (login, "");
        var secret = password is "" or NoPassword ? user : password;
        yield return login;
        yield return secret;
        yield return Uri.UnescapeDataString(secret);
        // As in `Authorization: Basic`.
        yield return $"{Uri.UnescapeDataString(user)}:{Uri.UnescapeDataString(password)}";
    }

    private static IEnumerable<(int Start, int Length)> Logins(string text)
    {
        for (var at = Next(text, 0); at >= 0; at = Next(text, at))
        {
            var start = at + SchemeEnd.Length;
            var authority = Authority(text[start..]);
            if (authority.LastIndexOf('@') is var length and > 0 && IsSecret(text.AsSpan(0, at), authority[..length]))
                yield return (start, length);
            at = start + authority.Length;
        }
    }

    private static int Next(string text, int from) => text.IndexOf(SchemeEnd, from, StringComparison.Ordinal);

    private static string Authority(string text) =>
        text.AsSpan().IndexOfAny(AuthorityEnd) is var end and >= 0 ? text[..end] : text;

    // ssh://git@host names a user, whose key is elsewhere.
    private static bool IsSecret(ReadOnlySpan<char> before, string login) =>
        login.Contains(':', StringComparison.Ordinal)
        || !(before.EndsWith("ssh", StringComparison.OrdinalIgnoreCase));
}
