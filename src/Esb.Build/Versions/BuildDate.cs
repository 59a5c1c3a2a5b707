using System.Globalization;
using Esb.Build.Diagnostics;

namespace Esb.Build.Versions;

/// <summary>The moment that a build calls its own: UTC, whole seconds, RFC 3339 with <c>Z</c>.</summary>
public static class BuildDate
{
    public const string Format = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>The environment variable of reproducible-builds.org: seconds since 1970.</summary>
    public const string EpochVariable = "SOURCE_DATE_EPOCH";

    // The last second of the year 9999.
    private const long Latest = 253402300799;

    /// <returns>The moment that the environment gives, else the clock's; <see langword="null"/>, and a problem, when
    /// the variable is no number.</returns>
    public static string? Read(
        IReadOnlyDictionary<string, string> environment, TimeProvider clock, ProblemList problems)
    {
        var text = environment.GetValueOrDefault(EpochVariable, "");
        if (text.Length == 0)
            return clock.GetUtcNow().UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= Latest)
            return DateTime.UnixEpoch.AddSeconds(seconds).ToString(Format, CultureInfo.InvariantCulture);

        problems.Add(Rules.InvalidSourceDateEpoch, null, text);
        return null;
    }

    /// <summary>Whether a text is a date that <see cref="Read"/> could have given.</summary>
    public static bool IsBuildDate(ReadOnlySpan<char> text) =>
        DateTime.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
