using Esb.Build.Images;

namespace Esb.Build.Plans;

/// <summary>One image a mode, by what others call it.</summary>
/// <param name="Mode">Empty for an image that is the same in every mode.</param>
/// <param name="References">What a Dockerfile would write after <c>FROM</c> to get it; first as this build calls
/// it.</param>
internal sealed record IndexedImage(string Name, string Mode, string Target, IReadOnlyList<string> References)
{
    public bool IsBase { get; init; }

    public bool IsIn(string mode) => Mode.Length == 0 || Mode.Equals(mode, StringComparison.Ordinal);
}

/// <summary>All images of a project by name, before any of them is planned.</summary>
internal sealed class ImageIndex
{
    private readonly ILookup<string, IndexedImage> _byName;
    private readonly Dictionary<string, IndexedImage> _byTarget = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IndexedImage> _byReference = new(StringComparer.Ordinal);

    private ImageIndex(IReadOnlyList<IndexedImage> images)
    {
        // What is made for one mode goes before what is made for all, in whatever order the project has them.
        _byName = images.OrderByDescending(static i => i.Mode.Length > 0)
            .ToLookup(static i => i.Name, StringComparer.Ordinal);
        foreach (var image in images)
        {
            _byTarget.TryAdd(image.Target, image);
            _byReference.TryAdd(ContextName.Of(image.References[0]), image);
        }

        foreach (var image in images)
        {
            foreach (var reference in image.References)
                _byReference.TryAdd(ContextName.Of(reference), image);
        }
    }

    public static ImageIndex Of(IReadOnlyList<ItemCheck> checks) => new([.. checks.Select(Of)]);

    /// <summary>
    /// The images that <c>BaseImages</c> and <c>target:</c> mean by a name; a target's own name is as good.
    /// </summary>
    public IReadOnlyList<IndexedImage> Named(string name) =>
        _byName[name].ToList() is { Count: > 0 } made ? made : _byTarget.TryGetValue(name, out var one) ? [one] : [];

    /// <summary>
    /// The target that a Dockerfile means. A bare name means an image of this project only when that is a base: a
    /// service called <c>redis</c> must not take the place of everybody's <c>FROM redis</c>.
    /// </summary>
    /// <param name="reference">As <see cref="ContextName"/> has it.</param>
    public string? Used(string reference, string mode)
    {
        if (_byReference.TryGetValue(reference, out var whole) && whole.IsIn(mode))
            return whole.Target;

        return _byName[reference].FirstOrDefault(image => image.IsBase && image.IsIn(mode))?.Target;
    }

    private static IndexedImage Of(ItemCheck check)
    {
        return new(check.Item.Name, check.Mode, TargetName.Of(check.Item.Name, check.Mode), [.. References(check)])
        {
            IsBase = ImageKinds.TryParse(check.Item.Kind) == ImageKind.Base,
        };
    }

    // A Dockerfile is written once, and built with registries and tags that it does not know: without them it would
    // silently stand on whatever the engine has under the old name.
    private static IEnumerable<string> References(ItemCheck check) =>
        from tag in new[] { check.Scope.Tag.ToString(), "latest" }
        from repository in new[] { TargetOptions.Repository(check), TargetOptions.NameOfRepository(check) }
        select $"{repository}:{tag}{(check.Mode.Length > 0 ? "-" + check.Mode : "")}";
}
