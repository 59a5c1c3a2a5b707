using Esb.Build.Definitions;
using Esb.Build.Dockerfiles;
using Esb.Build.Images;

namespace Esb.Build.Plans;

/// <summary>
/// What an image's Dockerfile adds to its item: base images that it uses without being told, fingerprints, warnings.
/// </summary>
internal static class DockerfileFacts
{
    public static ImageDefinition Complete(
        ItemCheck check, BaseLinks links, DockerfileShelf shelf, ImageDefinition image)
    {
        if (ContextSources.IsRemote(image.Context) || shelf.Take(image.Dockerfile) is not { } file)
            return image with { UnseenSecrets = [.. image.Secrets.Select(static s => s.Id)] };

        image = WithFoundBases(check, links, file, SecretFingerprints.Add(check, file, image));
        shelf.Check(file, new(ScopeOf(image), check.Scope.Brand.Value)
        {
            MetaContext = ContextSources.Meta,
            IsBaseOrFunction = image.Kind is ImageKind.Base or ImageKind.Function,
            ProjectImages = image.Contexts
                .Where(static c => c.Value.StartsWith(ContextSources.TargetPrefix, StringComparison.Ordinal))
                .Select(static c => c.Key).ToHashSet(StringComparer.Ordinal),
        });
        return image;
    }

    private static ImageDefinition WithFoundBases(
        ItemCheck check, BaseLinks links, Dockerfile file, ImageDefinition image)
    {
        var contexts = image.Contexts;
        var external = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var reference in StageReferences.Plan(file, ScopeOf(image)))
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

    private static BuildScope ScopeOf(ImageDefinition image) => new(image.Stage.Length > 0 ? image.Stage : null)
    {
        Arguments = image.Arguments,
        Contexts = [.. image.Contexts.Keys],
    };
}
