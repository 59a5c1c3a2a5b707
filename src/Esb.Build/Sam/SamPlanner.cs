using Esb.Build.Diagnostics;
using Esb.Build.Images;

namespace Esb.Build.Sam;

/// <summary>The functions of all templates of a project → images.</summary>
public static class SamPlanner
{
    /// <summary>Looks at the files that templates name, and writes none.</summary>
    /// <returns>The functions without mistakes, in the order of the templates; the others are reported.</returns>
    /// <exception cref="IOException">A <c>.dockerignore</c> cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static SamPlan Plan(IReadOnlyList<SamTemplate> templates, SamSettings settings, ProblemList problems)
    {
        var planner = new FunctionPlanner(settings, new(settings, problems), problems);
        var functions = templates.SelectMany(static t => t.Functions).ToList();
        var overrides = new FunctionOverrides(settings.Overrides);
        var planned = new List<PlannedFunction>(functions.Count);
        foreach (var (function, name) in Named(functions, problems))
        {
            var project = overrides.Take(function, name);
            if (planner.Plan(function, name, project) is { } plan)
                planned.Add(plan with { Image = FunctionOverrides.Apply(plan.Image, project) });
        }

        overrides.ReportUnused(functions, problems);
        return new(planned);
    }

    private static List<(SamFunction Function, ImageName Name)> Named(
        List<SamFunction> functions, ProblemList problems)
    {
        var owners = new Dictionary<string, SamFunction>(StringComparer.Ordinal);
        var named = new List<(SamFunction, ImageName)>(functions.Count);
        foreach (var function in functions)
        {
            if (FunctionImageName.Of(function.Name) is not { } name)
            {
                var owner = $"Function '{function.LogicalId}'";
                problems.Add(Rules.BadFunctionName, function.Position, owner, function.Name, ImageName.Legal);
            }
            else if (!owners.TryAdd(name.Value, function))
            {
                var owner = owners[name.Value].Name;
                problems.Add(Rules.FunctionCollision, function.Position, owner, function.Name, name);
            }
            else
            {
                named.Add((function, name));
            }
        }

        return named;
    }
}
