using Esb.Build.Definitions;
using Esb.Build.Diagnostics;

namespace Esb.Build.Plans;

/// <summary>
/// Gives each image what those need that it is built from. BuildKit merges a step of all targets of a call and asks any
/// of their clients for what the step needs, so each of them must be able to give it: without, one build in two of a
/// base and what stands on it had no secret. And when an image from elsewhere moves, both must be built again, also
/// where only the one is asked for.
/// </summary>
internal static class Inheritance
{
    /// <param name="images">In build order.</param>
    /// <param name="problems">Gets <see cref="Rules.OtherSource"/>.</param>
    public static IReadOnlyList<ImageDefinition> Complete(IReadOnlyList<ImageDefinition> images, ProblemList problems)
    {
        var known = new Dictionary<string, ImageDefinition>(images.Count, StringComparer.Ordinal);
        var complete = new List<ImageDefinition>(images.Count);
        foreach (var image in images)
        {
            var bases = image.BuiltFrom.Select(target => known[target]).ToList();
            var heir = bases.Count == 0 ? image : image with
            {
                ExternalImages = Union(image, bases, static i => i.ExternalImages),
                Entitlements = Union(image, bases, static i => i.Entitlements),
                Secrets = Merge(image, bases, ("secret", static i => i.Secrets, static s => s.Id), problems),
                Ssh = Merge(image, bases, ("SSH agent", static i => i.Ssh, static s => s.Split('=')[0]), problems),
            };
            known[image.Target] = heir;
            complete.Add(heir);
        }

        return complete;
    }

    private static IReadOnlyList<string> Union(
        ImageDefinition image, List<ImageDefinition> bases, Func<ImageDefinition, IReadOnlyList<string>> of) =>
        [.. bases.Append(image).SelectMany(of).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static List<T> Merge<T>(
        ImageDefinition image,
        List<ImageDefinition> bases,
        (string What, Func<ImageDefinition, IReadOnlyList<T>> Of, Func<T, string> Id) kind,
        ProblemList problems)
        where T : notnull
    {
        var all = new List<T>(kind.Of(image));
        foreach (var from in bases)
        {
            foreach (var source in kind.Of(from))
            {
                var id = kind.Id(source);
                var at = all.FindIndex(own => kind.Id(own).Equals(id, StringComparison.Ordinal));
                if (at < 0)
                    all.Add(source);
                else if (!all[at].Equals(source))
                    PlanChecks.Report(problems, Rules.OtherSource, image, kind.What, id, from.Target);
            }
        }

        return all;
    }
}
