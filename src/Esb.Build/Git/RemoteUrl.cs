namespace Esb.Build.Git;

/// <summary>Decides whether the address of a remote may stand in an image that others can read.</summary>
public static class RemoteUrl
{
    /// <summary>
    /// The address itself, or empty when it could hold a secret or break a line: control characters, and user info
    /// before the host. Every <c>scheme://user@host</c> is dropped, also <c>ssh://git@host</c> whose user is no secret,
    /// because that is the documented rule; <c>git@host:path</c> is no URL and is kept, unless what stands before the
    /// <c>@</c> has a colon and so looks like a user and a token.
    /// </summary>
    public static string Publishable(string url) =>
        HoldsControl(url) || HoldsUserInfo(url) ? "" : url;

    private static bool HoldsControl(string url)
    {
        foreach (var c in url)
        {
            if (char.IsControl(c) || c is '\u2028' or '\u2029')
                return true;
        }

        return false;
    }

    private static bool HoldsUserInfo(ReadOnlySpan<char> url)
    {
        // The last one: `transport::https://…` and `ext::…` carry another address inside.
        var scheme = url.LastIndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            return url[..Math.Max(url.IndexOf('@'), 0)].Contains(':');

        var rest = url[(scheme + 3)..];
        var end = rest.IndexOfAny('/', '?', '#');
        var authority = end < 0 ? rest : rest[..end];
        return authority.Contains('@') || url[..scheme].Contains('@') || !HasPort(authority);
    }

    // What follows the host's colon must be a port: `https://user:to/ken@host` has its secret cut by a slash that was
    // not escaped.
    private static bool HasPort(ReadOnlySpan<char> authority)
    {
        var colon = authority.LastIndexOf(':');
        return colon < 0 || authority[^1] == ']' || authority[(colon + 1)..].IndexOfAnyExceptInRange('0', '9') < 0;
    }
}
