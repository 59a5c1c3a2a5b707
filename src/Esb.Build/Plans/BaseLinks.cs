using System.Collections.Immutable;
using Esb.Build.Diagnostics;
using Esb.Build.Images;

namespace Esb.Build.Plans;

/// <summary>
/// Links images to what they are built from. A base image of the project becomes <c>target:&lt;name&gt;</c>, one from
/// elsewhere <c>docker-image://&lt;reference&gt;</c>; its name is also a build argument
/// (<c>PYTHON_BASE_IMAGE=python-base</c>), so that a Dockerfile says <c>FROM ${PYTHON_BASE_IMAGE}</c> and still builds
/// by hand with another base.
/// </summary>
internal sealed class BaseLinks(ImageIndex index)
{
    private const string LegalName = $"{ImageName.Legal} (from elsewhere: name=registry/image:tag)";

    private readonly List<string> _builtFrom = [];

    /// <summary>Targets that were linked so far, each once.</summary>
    public IReadOnlyList<string> BuiltFrom => _builtFrom;

    /// <summary>Links <c>BaseImages</c>: contexts and arguments; an argument that the user set stays.</summary>
    public void AddBases(
        ItemCheck check,
        ImmutableSortedDictionary<string, string>.Builder contexts,
        ImmutableSortedDictionary<string, string>.Builder arguments)
    {
        foreach (var entry in check.Item.BaseImages)
        {
            if (!NameValues.TrySplit(entry, out var name, out var reference))
                name = entry.Trim();
            if (!IsLegal(check, name) || Source(check, name, reference.Trim()) is not { } source)
                continue;

            contexts[name] = source;
            arguments.TryAdd(Brand.Uppercase(name) + "_IMAGE", name);
        }
    }

    /// <summary>Links named contexts that the user wrote as <c>name=target:image</c>.</summary>
    public void AddContexts(
        ItemCheck check,
        IReadOnlyDictionary<string, string> links,
        ImmutableSortedDictionary<string, string>.Builder contexts)
    {
        foreach (var (name, image) in links)
        {
            if (Target(check, image) is { } source)
                contexts[name] = source;
        }
    }

    /// <summary>
    /// Links what a Dockerfile uses without the item saying so: a base image's name, or any image's own reference.
    /// </summary>
    /// <returns><see langword="null"/> for everything that is not of this project.</returns>
    public string? Found(ItemCheck check, string target, string reference) =>
        index.Used(reference, check.Mode) is { } made && !made.Equals(target, StringComparison.Ordinal)
            ? Link(made)
            : null;

    // The name becomes a build argument, so it is narrower than that of other named contexts.
    private static bool IsLegal(ItemCheck check, string name)
    {
        if (name.Equals(ContextSources.Meta, StringComparison.Ordinal))
            check.Report(Rules.ReservedContext, name);
        else if (ImageName.TryParse(name) is null)
            check.Report(Rules.BadReference, "the name of the base image", name, LegalName);
        else
            return true;

        return false;
    }

    private string? Source(ItemCheck check, string name, string reference)
    {
        if (reference.Length == 0)
            return Target(check, name);
        if (reference.StartsWith(ContextSources.TargetPrefix, StringComparison.Ordinal))
            return Target(check, reference[ContextSources.TargetPrefix.Length..]);

        return ContextSources.IsRemote(reference)
            ? ContextSources.Remote(check, reference)
            : ContextSources.Remote(check, ContextSources.ImagePrefix + reference);
    }

    private string? Target(ItemCheck check, string name)
    {
        var made = index.Named(name);
        if (made.Count == 0)
        {
            check.Report(Rules.UnknownBaseImage, name);
            return null;
        }

        foreach (var image in made)
        {
            if (image.IsIn(check.Mode))
                return Link(image.Target);
        }

        var modes = string.Join(", ", made.Select(static m => m.Mode));
        check.Report(Rules.BaseImageNotInMode, name, modes, check.Mode.Length > 0 ? check.Mode : "every mode");
        return null;
    }

    private string Link(string target)
    {
        if (!_builtFrom.Contains(target, StringComparer.Ordinal))
            _builtFrom.Add(target);
        return "target:" + target;
    }
}
