using System.Globalization;
using System.Text;
using Esb.Build.Git;

namespace Esb.Build.Versions;

/// <summary>
/// The text of <c>version.json</c>. Written by hand: every build pays for it, even one that changes nothing, and in a
/// cold process this takes 0.6 ms where <c>Utf8JsonWriter</c> takes 12 and a source-generated serializer 28. Six
/// strings are all there is.
/// </summary>
internal static class VersionText
{
    private const string DateName = "  \"build_date\": \"";

    /// <summary>
    /// Pure ASCII, so that it reads the same in every encoding; only what JSON requires is escaped besides.
    /// </summary>
    public static string Of(GitContext git, string buildDate)
    {
        var text = new StringBuilder("{", 512);
        Add(text, "version", git.Version);
        Add(text, "git_sha", git.Sha);
        Add(text, "git_sha_short", git.ShortSha);
        Add(text, "build_date", buildDate);
        Add(text, "repo_url", git.RepositoryUrl);
        Add(text, "source", "git");
        text[^1] = '\n';
        return text.Append("}\n").ToString();
    }

    /// <summary>The build date in a text that <see cref="Of"/> may have made; empty when there is none.</summary>
    public static string DateIn(string text)
    {
        const int Length = 20;
        var at = text.IndexOf(DateName, StringComparison.Ordinal) + DateName.Length;
        return at >= DateName.Length && at + Length <= text.Length && BuildDate.IsBuildDate(text.AsSpan(at, Length))
            ? text.Substring(at, Length)
            : "";
    }

    /// <returns>As it is written; <see langword="null"/> where the text has no such line.</returns>
    public static string? ValueIn(string text, string name)
    {
        var begin = $"\n  \"{name}\": \"";
        var at = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var end = at < begin.Length ? -1 : text.IndexOf("\",\n", at, StringComparison.Ordinal);
        return end < 0 ? null : text[at..end];
    }

    /// <summary>A value as it is written.</summary>
    public static string Escape(string value)
    {
        var text = new StringBuilder(value.Length);
        AddEscaped(text, value);
        return text.ToString();
    }

    private static void Add(StringBuilder text, string name, string value)
    {
        text.Append("\n  \"").Append(name).Append("\": \"");
        AddEscaped(text, value);
        text.Append("\",");
    }

    private static void AddEscaped(StringBuilder text, string value)
    {
        foreach (var c in value)
        {
            if (c is '"' or '\\')
                text.Append('\\').Append(c);
            else if (char.IsBetween(c, ' ', '~'))
                text.Append(c);
            else
                text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }
    }
}
