namespace Esb.Build.Fingerprints;

/// <summary>Says why an image is not up to date.</summary>
public static class ManifestDiff
{
    private static readonly Dictionary<string, string> None = new(StringComparer.Ordinal);

    /// <inheritdoc cref="Plan(InputManifest, InputManifest, IReadOnlyDictionary{string, string})"/>
    public static IReadOnlyList<InputChange> Plan(InputManifest? recorded, InputManifest present) =>
        Plan(recorded, present, None);

    /// <summary>All differences, the plainest first. None when the fingerprints are equal, and only then.</summary>
    /// <param name="recorded">What the image was built from; <see langword="null"/> when nobody knows.</param>
    /// <param name="causes">By target: why an image of the project is rebuilt in this build.</param>
    public static IReadOnlyList<InputChange> Plan(
        InputManifest? recorded, InputManifest present, IReadOnlyDictionary<string, string> causes)
    {
        if (recorded is null)
            return [new(InputKind.Record, "", "", "") { Reason = "no record of an earlier build" }];

        var changes = new List<InputChange>();
        AddSettings(changes, recorded.Settings, present.Settings, causes);
        var contexts = recorded.Contexts.ToDictionary(static c => c.Name, StringComparer.Ordinal);
        foreach (var context in present.Contexts)
        {
            // A context that was none is told by its setting.
            if (contexts.TryGetValue(context.Name, out var old) && old.Digest != context.Digest)
                new FileDiff(context.Place, changes).Add(old.Files, context.Files);
        }

        // One file may be in two contexts, or an ignore file and sent.
        return [.. changes.OrderBy(static c => c.Kind).DistinctBy(static c => c.Reason, StringComparer.Ordinal)];
    }

    private static void AddSettings(
        List<InputChange> changes,
        IReadOnlyList<InputSetting> recorded,
        IReadOnlyList<InputSetting> present,
        IReadOnlyDictionary<string, string> causes)
    {
        var (i, j) = (0, 0);
        while (i < recorded.Count || j < present.Count)
        {
            var order = i == recorded.Count ? 1 : j == present.Count ? -1 : CompareKeys(recorded[i], present[j]);
            var old = order <= 0 ? recorded[i++] : null;
            var now = order >= 0 ? present[j++] : null;
            if (old != now && SettingReason.Of(old, now, causes) is { Length: > 0 } reason)
            {
                var (kind, name, _) = old ?? now!;
                changes.Add(new(kind, name, old?.Value ?? "", now?.Value ?? "") { Reason = reason });
            }
        }
    }

    private static int CompareKeys(InputSetting a, InputSetting b) =>
        InputOrder.Compare(a with { Value = "" }, b with { Value = "" });
}
