using System.Collections.Immutable;
using Esb.Build.Definitions;
using Esb.Build.Diagnostics;
using Esb.Build.Images;

namespace Esb.Build.Plans;

/// <summary>
/// Makes finished images of what a project says: items checked and completed, one image a mode, linked, tagged, in
/// order.
/// </summary>
public static class ImagePlanner
{
    private const string SourceDateEpoch = "SOURCE_DATE_EPOCH";

    /// <returns>
    /// The plan, or <see langword="null"/> when anything is wrong; the problems then say everything that is, not only
    /// the first.
    /// </returns>
    public static ImagePlan? Plan(IReadOnlyList<ImageItem> items, PlanSettings settings, ProblemList problems)
    {
        if (PlanScope.Parse(settings, problems) is not { } scope)
            return null;

        var checks = items.SelectMany(item => Variants(item, scope, problems)).ToList();
        var index = ImageIndex.Of(checks);
        var bases = new ProjectBases(index, new DockerfileShelf(problems));
        var drafts = checks.ConvertAll(check => OfItem(check, new BaseLinks(index)));
        foreach (var draft in drafts)
            bases.Add(draft.Image);

        var images = new List<ImageDefinition>(checks.Count);
        foreach (var (check, links, draft) in drafts)
        {
            var image = DockerfileFacts.Complete(check, links, bases, draft);
            // A wrong name is one mistake; the Dockerfile is looked at all the same.
            if (ImageName.TryParse(check.Item.Name) is not null)
                images.Add(TargetOptions.Complete(check, image));
        }

        PlanChecks.Names(images, problems);
        PlanChecks.References(images, problems);
        // A circle among images that collide would be reported with the wrong names.
        var ordered = problems.HasErrors ? [] : PlanChecks.Order(images, problems);
        ordered = problems.HasErrors ? [] : Inheritance.Complete(ordered, problems);
        return problems.HasErrors
            ? null
            : new(scope.Brand, scope.Mode, scope.StateDirectory, ordered)
            {
                CacheDirectory = scope.CacheDirectory,
                Groups = ImageGroups.Plan(ordered, scope.Mode, scope.Modes),
            };
    }

    private static IEnumerable<ItemCheck> Variants(ImageItem item, PlanScope scope, ProblemList problems)
    {
        if (item.Modes.Count == 0)
            return [new(item, "", scope, problems)];

        return item.Modes.Distinct(StringComparer.Ordinal).Select(mode => new ItemCheck(item, mode, scope, problems));
    }

    // What the item says of itself. A Dockerfile is looked at when all of them are known, because what a base keeps for
    // others (ONBUILD) is a part of each image on it.
    private static Draft OfItem(ItemCheck check, BaseLinks links)
    {
        var item = check.Item;
        var name = ImageName.TryParse(item.Name);
        var kind = ImageKinds.TryParse(item.Kind);
        if (name is null)
            check.Report(Rules.BadImageName, ImageName.Legal);
        if (kind is null)
            check.Report(Rules.BadKind, item.Kind, ImageKinds.Legal);
        if (check.Mode.Length > 0 && !check.Scope.Modes.Contains(check.Mode, StringComparer.Ordinal))
            check.Report(Rules.UnknownMode, check.Mode, string.Join(", ", check.Scope.Modes));

        var target = TargetName.Of(item.Name, check.Mode);
        return new(check, links, Sources(check, links, new(target, name!, kind ?? default, item.Position)
        {
            Mode = check.Mode,
            Context = "",
            Dockerfile = "",
        }));
    }

    private static ImageDefinition Sources(ItemCheck check, BaseLinks links, ImageDefinition image)
    {
        var context = ContextSources.Context(check);
        var contexts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var arguments = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var labels = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        // Bake makes an argument of it too: here it is seen, counted, and the same for whoever builds the bake file.
        if (check.Scope.Settings.Environment.GetValueOrDefault(SourceDateEpoch, "") is { Length: > 0 } epoch)
            arguments[SourceDateEpoch] = epoch;
        NameValues.Parse(check, "BuildArgs", check.Item.BuildArgs, arguments);
        StandardLabels.Add(check, labels);
        NameValues.Parse(check, "Labels", check.Item.Labels, labels);
        links.AddContexts(check, ContextSources.Named(check, contexts), contexts);
        links.AddBases(check, contexts, arguments);
        return image with
        {
            Context = context,
            Dockerfile = DockerfilePlace.Find(check, context),
            Stage = check.Item.Stage,
            Contexts = contexts.ToImmutable(),
            Arguments = arguments.ToImmutable(),
            Labels = labels.ToImmutable(),
            CommitLabels = StandardLabels.OfCommit(check),
            Secrets = Secrets.Parse(check),
            BuiltFrom = links.BuiltFrom,
        };
    }

    /// <summary>A definition as far as its item says it.</summary>
    private sealed record Draft(ItemCheck Check, BaseLinks Links, ImageDefinition Image);
}
