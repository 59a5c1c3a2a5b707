using Esb.Build.Definitions;
using Esb.Build.Dockerfiles;
using Esb.Build.Images;

namespace Esb.Build.Plans;

/// <summary>
/// What an image's Dockerfile adds to its item: base images that it uses without being told, fingerprints, warnings,
/// and what its steps read and need.
/// </summary>
internal static class DockerfileFacts
{
    public static ImageDefinition Complete(ItemCheck check, BaseLinks links, ProjectBases bases, ImageDefinition image)
    {
        image = image with { Unpinned = check.Scope.Settings.TrustAddresses ? "" : UnpinnedSources.Of(image) };
        if (ContextSources.IsRemote(image.Context) || bases.Dockerfiles.Take(image.Dockerfile) is not { } file)
            return image with { UnseenSecrets = [.. image.Secrets.Select(static s => s.Id)] };

        image = SecretFingerprints.Add(check, file, image, bases.ScopeOf(image));
        image = WithFoundBases(check, links, StageReferences.Plan(file, bases.ScopeOf(image)), image);
        bases.Dockerfiles.Check(file, new(bases.ScopeOf(image), check.Scope.Brand.Value)
        {
            MetaContext = ContextSources.Meta,
            IsBaseOrFunction = image.Kind is ImageKind.Base or ImageKind.Function,
            ProjectImages = image.Contexts.Where(static c => ContextSources.TargetOf(c.Value) is not null)
                .Select(static c => c.Key).ToHashSet(StringComparer.Ordinal),
        });
        return WithSteps(check, file, image, bases.ScopeOf(image));
    }

    private static ImageDefinition WithSteps(ItemCheck check, Dockerfile file, ImageDefinition image, BuildScope scope)
    {
        var needs = new List<StepNeed>();
        var added = new List<FetchedSource>();
        var reads = new SeenReads(file, scope, [ContextReads.Main, .. image.Contexts.Keys]);
        ReachedSteps.Show(file, scope, step =>
        {
            needs.AddRange(StepNeed.Of(step));
            added.AddRange(FetchedSource.Of(step));
            reads.See(step);
        });
        RequiredMounts.Check(check, image, needs);
        return image with
        {
            EntitlementLines = [.. needs.Where(static need => need.Kind == StepNeedKind.Entitlement)
                .Select(static need => new EntitlementLine(need.Name, need.Position))],
            Unpinned = image.Unpinned.Length > 0 || added.Count == 0 || check.Scope.Settings.TrustAddresses
                ? image.Unpinned
                : UnpinnedSources.Of(added[0], check.Scope.Settings.Revision.Root),
            ContextReads = reads.Found,
        };
    }

    private static ImageDefinition WithFoundBases(
        ItemCheck check, BaseLinks links, IReadOnlyList<StageReference> references, ImageDefinition image)
    {
        var contexts = image.Contexts;
        var external = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var reference in references)
        {
            var name = ContextName.Of(reference.Name);
            if (!reference.IsKnown || contexts.ContainsKey(name))
                continue;

            if (links.Found(check, image.Target, name) is { } source)
                contexts = contexts.Add(name, source);
            else
                external.Add(reference.Name);
        }

        external.UnionWith(contexts.Values
            .Where(static source => source.StartsWith(ContextSources.ImagePrefix, StringComparison.Ordinal))
            .Select(static source => source[ContextSources.ImagePrefix.Length..]));
        return image with { Contexts = contexts, BuiltFrom = links.BuiltFrom, ExternalImages = [.. external] };
    }
}
