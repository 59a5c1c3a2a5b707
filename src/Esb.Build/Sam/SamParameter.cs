using Esb.Build.Diagnostics;

namespace Esb.Build.Sam;

/// <summary>
/// A value that the project gives to a parameter of its templates (an item <c>EsbSamParameter</c>); also to a pseudo
/// parameter such as <c>AWS::Region</c>.
/// </summary>
/// <param name="Position">The project file that holds the item.</param>
public sealed record SamParameter(string Name, string Value, SourcePosition? Position = null)
{
    /// <summary>
    /// Reports what no template of the project has: probably a misspelt name, which would silently do nothing.
    /// </summary>
    public static void Check(
        IReadOnlyList<SamParameter> given, IReadOnlyList<SamTemplate> templates, ProblemList problems)
    {
        var known = templates.SelectMany(static t => t.Parameters).ToHashSet(StringComparer.Ordinal);
        foreach (var parameter in given)
        {
            if (!known.Contains(parameter.Name) && !parameter.Name.StartsWith("AWS::", StringComparison.Ordinal))
                problems.Add(Rules.UnknownParameter, parameter.Position, parameter.Name, Names(known));
        }
    }

    private static string Names(HashSet<string> known) =>
        known.Count == 0 ? "none" : string.Join(", ", known.Order(StringComparer.Ordinal));
}
