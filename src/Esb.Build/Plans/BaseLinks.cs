using System.Collections.Immutable;
using Esb.Build.Diagnostics;
using Esb.Build.Images;

namespace Esb.Build.Plans;

/// <summary>
/// Links images to what they are built from. A base image of the project becomes <c>target:&lt;name&gt;</c>, one from elsewhere
/// <c>docker-image://&lt;reference&gt;</c>; its name is also a build argument (<c>PYTHON_BASE_IMAGE=python-base</c>), so that a
/// Dockerfile says <c>FROM ${PYTHON_BASE_IMAGE}</c> and still builds by hand with another base.
/// </summary>
internal sealed class BaseLinks(ILookup<string, (string Mode, string Target)> targetsByName)
{
    private const string ImagePrefix = "docker-image://";
    private readonly List<string> _builtFrom = [];

    public static ILookup<string, (string Mode, string Target)> Index(IEnumerable<(string Name, string Mode)> images) =>
        images.ToLookup(
            static i => i.Name, static i => (i.Mode, TargetName.Of(i.Name, i.Mode)), StringComparer.Ordinal);

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
            var source = reference.Length > 0 ? External(check, reference) : Target(check, name);
            if (source is null)
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

    private string? Target(ItemCheck check, string name)
    {
        var made = targetsByName[name].ToArray();
        // A target's own name (gateway-docker) is as good as an image's.
        if (made.Length == 0)
            made = [.. targetsByName.SelectMany(static g => g).Where(t => t.Target.Equals(name, StringComparison.Ordinal))];
        if (made.Length == 0)
        {
            check.Report(Rules.UnknownBaseImage, name);
            return null;
        }

        foreach (var (mode, target) in made)
        {
            if (mode.Length == 0 || mode.Equals(check.Mode, StringComparison.Ordinal))
            {
                if (!_builtFrom.Contains(target, StringComparer.Ordinal))
                    _builtFrom.Add(target);
                return "target:" + target;
            }
        }

        var modes = string.Join(", ", made.Select(static m => m.Mode));
        check.Report(Rules.BaseImageNotInMode, name, modes, check.Mode.Length > 0 ? check.Mode : "every mode");
        return null;
    }

    private static string? External(ItemCheck check, string text)
    {
        var reference = text.Trim();
        if (ContextSources.IsRemote(reference) && !reference.StartsWith(ImagePrefix, StringComparison.Ordinal))
            return reference;

        var image = reference.StartsWith(ImagePrefix, StringComparison.Ordinal) ? reference[ImagePrefix.Length..] : reference;
        if (ImageReference.TryParse(image) is not null)
            return ImagePrefix + image;

        check.Report(Rules.BadReference, "base image", image, ImageReference.Legal);
        return null;
    }
}
