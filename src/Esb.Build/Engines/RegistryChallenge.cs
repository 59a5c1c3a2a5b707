using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Esb.Build.Engines;

/// <summary>What a registry wants before it answers: <c>Bearer realm="https://…",service="…",scope="…"</c></summary>
internal sealed partial record RegistryChallenge(bool IsBearer, IReadOnlyDictionary<string, string> Parameters)
{
    /// <returns>A token before a password, where it takes both; <see langword="null"/> where it takes
    /// neither.</returns>
    public static RegistryChallenge? Parse(IEnumerable<AuthenticationHeaderValue> headers)
    {
        var known = headers.Where(static h => Is(h, "Bearer") || Is(h, "Basic")).ToArray();
        return known.OrderByDescending(static h => Is(h, "Bearer")).FirstOrDefault() is { } header
            ? new(Is(header, "Bearer"), ParseParameters(header.Parameter ?? ""))
            : null;
    }

    private static Dictionary<string, string> ParseParameters(string text)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (Match match in Parameter().Matches(text))
            parameters[match.Groups["name"].Value] = match.Groups["text"].Value + match.Groups["word"].Value;
        return parameters;
    }

    private static bool Is(AuthenticationHeaderValue header, string scheme) =>
        header.Scheme.Equals(scheme, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(
        """(?<name>\w+)\s*=\s*("(?<text>[^"]*)"|(?<word>[^,"\s]+))""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();
}
