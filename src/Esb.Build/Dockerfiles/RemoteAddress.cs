using System.Text.RegularExpressions;

namespace Esb.Build.Dockerfiles;

/// <summary>What BuildKit fetches itself: files by HTTP, and Git repositories.</summary>
public static partial class RemoteAddress
{
    private const string SchemeEnd = "://";
    private static readonly System.Buffers.SearchValues<char> Signs = System.Buffers.SearchValues.Create(":@");
    private static readonly string[] Beginnings = ["http://", "https://", "git://", "ssh://", "git@"];

    /// <summary>Whether it is one: <c>http</c>, <c>https</c>, <c>git</c>, <c>ssh</c>, or written as Git does it
    /// (<c>git@host:path</c>).</summary>
    // Most texts are paths, for which no expression is loaded: each build would pay for that.
    public static bool IsOne(string text) => text.AsSpan().ContainsAny(Signs) && Form().IsMatch(text);

    /// <summary>
    /// Whether it is a Git repository: by its scheme, or by HTTP with a path that ends in <c>.git</c>.
    /// </summary>
    public static bool IsGit(string address)
    {
        if (!address.Contains(SchemeEnd, StringComparison.Ordinal))
            return IsOne(address);
        if (!address.StartsWith("http", StringComparison.OrdinalIgnoreCase))
            return true;

        var end = address.AsSpan().IndexOfAny('?', '#');
        return (end < 0 ? address : address[..end]).EndsWith(".git", StringComparison.Ordinal);
    }

    /// <summary>
    /// Whether it always gives the same: a Git repository with a whole commit, after <c>#</c> or as <c>ref</c>,
    /// <c>commit</c> or <c>checksum</c> after <c>?</c>. A branch or tag may move, and a part of a commit's name may be
    /// a branch's.
    /// </summary>
    public static bool IsPinned(string address) => IsGit(address) && Commit().IsMatch(address);

    /// <summary>Whether a text may be one when its variables are known.</summary>
    internal static bool MayBeOne(Expanded text)
    {
        if (text.IsKnown || IsOne(text.Start))
            return IsOne(text.Start);

        return text.Start.Length == 0
            ? !text.IsOfPlatform
            : Array.Exists(Beginnings, b => b.StartsWith(text.Start, StringComparison.OrdinalIgnoreCase))
                || text.Start.StartsWith("git@", StringComparison.Ordinal);
    }

    [GeneratedRegex(
        "^((https?|git|ssh)://|[a-zA-Z0-9_-]+@[a-zA-Z0-9.-]+:)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000)]
    private static partial Regex Form();

    [GeneratedRegex(
        "(#|[?&](ref|commit|checksum)=)([0-9a-f]{64}|[0-9a-f]{40})($|[:&#])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Commit();
}
