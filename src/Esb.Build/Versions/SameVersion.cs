using Esb.Build.Git;

namespace Esb.Build.Versions;

/// <summary>
/// Git abbreviates a commit to as many digits as its repository needs at that moment: when it packs itself in the
/// background there are suddenly two more, and every image would be built again. So the version of a commit stays the
/// one that was written first.
/// </summary>
internal static class SameVersion
{
    private const string Mark = "-g";
    // Git takes no fewer for an abbreviation; what ends with less is some tag's name.
    private const int FewestDigits = 4;

    /// <param name="text">A <c>version.json</c>, or anything.</param>
    /// <returns>The version that the text has for the same commit, where the two differ only in how many digits of it
    /// they name; else the one of <paramref name="git"/>.</returns>
    public static string Of(GitContext git, string text)
    {
        var now = VersionText.Escape(git.Version);
        var digits = Digits(now, git.Sha);
        if (digits == 0
            || VersionText.ValueIn(text, "version") is not { } written
            || !string.Equals(VersionText.ValueIn(text, "git_sha"), git.Sha, StringComparison.Ordinal))
        {
            return git.Version;
        }

        var kept = Digits(written, git.Sha);
        return kept > 0 && now.AsSpan(0, now.Length - digits).SequenceEqual(written.AsSpan(0, written.Length - kept))
            ? string.Concat(git.Version.AsSpan(0, git.Version.Length - digits), written.AsSpan(written.Length - kept))
            : git.Version;
    }

    // How many digits of the commit a version ends with: `9de3e43` has 7, `v1.0-3-g9de3e43` too, and `v1.0` none.
    private static int Digits(string version, string sha)
    {
        var mark = version.LastIndexOf(Mark, StringComparison.Ordinal);
        var at = mark < 0 ? 0 : mark + Mark.Length;
        var digits = version.Length - at;
        return digits >= FewestDigits && sha.AsSpan().StartsWith(version.AsSpan(at), StringComparison.Ordinal)
            ? digits
            : 0;
    }
}
