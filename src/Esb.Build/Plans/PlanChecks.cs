using Esb.Build.Definitions;
using Esb.Build.Diagnostics;
using Esb.Build.Images;

namespace Esb.Build.Plans;

/// <summary>What can only be seen when all images are known: names that collide, and circles.</summary>
internal static class PlanChecks
{
    public static void Names(IReadOnlyList<ImageDefinition> images, ProblemList problems)
    {
        var targets = new Dictionary<string, ImageDefinition>(images.Count, StringComparer.Ordinal);
        foreach (var image in images)
        {
            if (!targets.TryAdd(image.Target, image))
                Report(problems, Rules.TargetCollision, image, targets[image.Target].Name, image.Target);
        }

        foreach (var image in images)
        {
            foreach (var group in image.Groups)
            {
                if (!TargetName.IsLegal(group) || ImageGroups.IsReserved(group))
                    Report(problems, Rules.BadGroup, image, group);
                else if (targets.ContainsKey(group))
                    Report(problems, Rules.GroupCollision, image, group);
            }

            if (ImageGroups.IsReserved(image.Target))
                Report(problems, Rules.GroupCollision, image, image.Target);
        }
    }

    /// <summary>
    /// Two images with one reference would overwrite each other; those of two modes whenever the other mode is built.
    /// </summary>
    public static void References(IReadOnlyList<ImageDefinition> images, ProblemList problems)
    {
        var owners = new Dictionary<string, ImageDefinition>(StringComparer.Ordinal);
        foreach (var image in images)
        {
            foreach (var reference in image.References)
            {
                var text = reference.ToString();
                if (!owners.TryAdd(text, image) && !owners[text].Target.Equals(image.Target, StringComparison.Ordinal))
                    Report(problems, Rules.ReferenceCollision, image, owners[text].Target, text);
            }
        }
    }

    /// <returns>The images in the order in which they can be built; empty when there is a circle, which is
    /// reported.</returns>
    public static IReadOnlyList<ImageDefinition> Order(IReadOnlyList<ImageDefinition> images, ProblemList problems)
    {
        var (ordered, cycle) = BuildOrder.Plan(images);
        if (cycle.Count > 0)
            Report(problems, Rules.BaseImageCycle, cycle[0], string.Join(" → ", cycle.Select(static i => i.Target)));
        return ordered;
    }

    private static void Report(
        ProblemList problems, Rule rule, ImageDefinition image, params ReadOnlySpan<object?> values) =>
        problems.Add(rule, ItemPosition.Find(image.Position, "EsbImage", image.Name.Value), [image.Name, .. values]);
}
