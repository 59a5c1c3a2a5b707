namespace Esb.Build.Definitions;

/// <summary>The groups of the bake file: who is built by which name.</summary>
public static class ImageGroups
{
    public const string Default = "default";

    private const string Bases = "base-images";
    private const string Controls = "control-images";
    private const string Functions = "functions";
    private const string Services = "services";

    /// <summary>
    /// Groups and their targets, each in ordinal order, <c>default</c> first: everything that is built in
    /// <paramref name="mode"/>. A group without targets is left out, apart from <c>default</c>: bake refuses an empty
    /// one only when it is asked for.
    /// </summary>
    public static IReadOnlyList<(string Name, IReadOnlyList<string> Targets)> Plan(
        IReadOnlyList<ImageDefinition> images, string mode, IReadOnlyList<string> modes)
    {
        var groups = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var image in images)
        {
            foreach (var group in GroupsOf(image, modes))
            {
                if (!groups.TryGetValue(group, out var targets))
                    groups.Add(group, targets = []);
                targets.Add(image.Target);
            }
        }

        var all = images.Where(image => IsIn(image, mode)).Select(static image => image.Target);
        return
        [
            (Default, Sorted(all)),
            .. groups.Keys.Order(StringComparer.Ordinal).Select(name => (name, Sorted(groups[name]))),
        ];
    }

    private static IReadOnlyList<string> Sorted(IEnumerable<string> targets) =>
        [.. targets.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Whether an image is built in a mode: an image without a mode is built in all.</summary>
    public static bool IsIn(ImageDefinition image, string mode) =>
        image.Mode.Length == 0 || image.Mode.Equals(mode, StringComparison.Ordinal);

    /// <summary>Names that belong to Esb.Sdk.</summary>
    public static bool IsReserved(string group) =>
        group is Default or Bases or Functions or Services
        || group.StartsWith(Controls + "-", StringComparison.Ordinal);

    /// <summary>The one group that says best where an image belongs.</summary>
    public static string MainOf(ImageKind kind, string mode) => kind switch
    {
        ImageKind.Base => Bases,
        ImageKind.Function => Functions,
        ImageKind.Service => Services,
        _ => mode.Length == 0 ? Controls : $"{Controls}-{mode}",
    };

    private static IEnumerable<string> GroupsOf(ImageDefinition image, IReadOnlyList<string> modes)
    {
        var own = image.Kind == ImageKind.Control
            ? modes.Where(mode => IsIn(image, mode)).Select(mode => MainOf(image.Kind, mode))
            : [MainOf(image.Kind, "")];
        return own.Concat(image.Groups);
    }
}
