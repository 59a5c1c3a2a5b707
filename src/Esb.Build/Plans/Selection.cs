using System.IO.Enumeration;
using Esb.Build.Definitions;
using Esb.Build.Diagnostics;
using Esb.Build.Images;

namespace Esb.Build.Plans;

/// <summary>Which images a build asks for: all of the mode, or what <c>EsbOnly</c> names.</summary>
public static class Selection
{
    /// <param name="only">
    /// Image names, targets, groups, or patterns with <c>*</c> and <c>?</c> over image names and targets. An image name
    /// or a pattern means the present mode; a target or a group means exactly itself. Empty selects group
    /// <c>default</c>.
    /// </param>
    /// <param name="projectFile">Where a name that selects nothing is reported.</param>
    /// <returns>The selected images in build order.</returns>
    public static IReadOnlyList<ImageDefinition> Plan(
        ImagePlan plan, IReadOnlyList<string> only, string projectFile, ProblemList problems)
    {
        var present = plan.Images.Where(image => ImageGroups.IsIn(image, plan.Mode)).ToList();
        if (only.Count == 0)
            return present;

        var selected = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in only)
        {
            var targets = Match(plan, present, text);
            if (targets.Count == 0)
                problems.Add(Rules.NothingSelected, new(projectFile), text, Known(plan));
            selected.UnionWith(targets);
        }

        return [.. plan.Images.Where(image => selected.Contains(image.Target))];
    }

    private static IReadOnlyList<string> Match(ImagePlan plan, List<ImageDefinition> present, string text)
    {
        foreach (var (name, targets) in plan.Groups)
        {
            if (name.Equals(text, StringComparison.Ordinal))
                return targets;
        }

        if (plan.Images.FirstOrDefault(image => image.Target.Equals(text, StringComparison.Ordinal)) is { } exact)
            return [exact.Target];

        var fitting = present.Where(image => Fits(text, image.Name.Value) || Fits(text, image.Target));
        return [.. fitting.Select(static i => i.Target)];
    }

    private static bool Fits(string pattern, string name) =>
        FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);

    private static string Known(ImagePlan plan) =>
        string.Join(", ", plan.Images
            .Select(image => ImageGroups.IsIn(image, plan.Mode) ? image.Name.Value : image.Target)
            .Concat(plan.Groups.Select(static g => g.Name)));
}
