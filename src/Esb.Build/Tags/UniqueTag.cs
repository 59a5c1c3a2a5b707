using System.Globalization;
using System.Text;
using Esb.Build.Images;

namespace Esb.Build.Tags;

/// <summary>
/// The tag of one run of end-to-end tests, so that several run side by side on one engine: <c>e2e-&lt;env&gt;-&lt;12
/// digits of the commit&gt;</c>.
/// </summary>
public static class UniqueTag
{
    public const string Legal =
        "a name of at most 90 characters with at least one letter or digit; what a tag cannot have becomes '-'";

    private const int Digits = 12;

    // The longest mode and the other parts fit behind it.
    private const int LongestEnvironment = 90;

    /// <param name="environment">Whose run it is, such as a branch: <c>feature/login</c>.</param>
    /// <param name="sha">The commit, full; empty where there is no git, and then the time makes the tag unique.</param>
    /// <returns><see langword="null"/> when the environment is not <see cref="Legal"/>.</returns>
    public static Tag? Of(string environment, string sha, TimeProvider clock)
    {
        var name = LegalName(environment);
        if (name.Length is 0 or > LongestEnvironment)
            return null;

        var revision = sha.Length >= Digits
            ? sha[..Digits]
            : clock.GetUtcNow().UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        return Tag.TryParse($"e2e-{name}-{revision}");
    }

    private static string LegalName(string environment)
    {
        var name = new StringBuilder(environment.Length);
        foreach (var c in environment)
        {
            var isLegal = char.IsAsciiLetterOrDigit(c) || c is '_' or '.';
            if (isLegal)
                name.Append(c);
            else if (name.Length > 0 && name[^1] is not '-')
                name.Append('-');
        }

        var text = name.ToString().TrimEnd('-');
        return text.Any(char.IsAsciiLetterOrDigit) ? text : "";
    }
}
