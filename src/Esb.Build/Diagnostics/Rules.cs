using System.Reflection;

namespace Esb.Build.Diagnostics;

/// <summary>
/// The catalogue of everything that Esb.Sdk reports. Each part of this class stands in the file of the room that
/// reports it; a test holds that codes are unique, documented and provoked.
/// </summary>
public static partial class Rules
{
    public static Rule Bug { get; } = Error("ESB9001",
        "This is a bug in Esb.Sdk, not in your project: {0} Please report it with the build log: https://github.com/esb-sdk/esb-sdk/issues");

    /// <summary>All rules, by code. Reflection: only tests and the documentation ask for it.</summary>
    public static IReadOnlyList<Rule> All =>
    [
        .. typeof(Rules).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(static p => p.PropertyType == typeof(Rule))
            .Select(static p => (Rule)p.GetValue(null)!)
            .OrderBy(static r => r.Code, StringComparer.Ordinal),
    ];

    private static Rule Error(string code, string sentence) => new(code, Severity.Error, sentence);

    private static Rule Warning(string code, string sentence) => new(code, Severity.Warning, sentence);
}
