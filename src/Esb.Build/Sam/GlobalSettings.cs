namespace Esb.Build.Sam;

/// <summary>
/// <c>Globals</c> as SAM merges them into a function: maps are merged, lists are put one behind the other, everything
/// else is replaced, and <c>Architectures</c> too. A call of a function is one value, although it is written as a map.
/// </summary>
internal static class GlobalSettings
{
    // A list of one, because a function runs on one architecture: two of them can only be meant as this or that. It is
    // the only list of a function that SAM replaces; it put the two behind each other until 2026, which AWS refused.
    private const string Replaced = "Architectures";

    /// <param name="ignored">The function's <c>IgnoreGlobals</c>: names, or <c>*</c> for all.</param>
    public static TemplateMap Merge(TemplateMap globals, TemplateMap own, TemplateNode? ignored)
    {
        var names = ignored switch
        {
            TemplateText text => [text.Text],
            TemplateList list => list.Items.OfType<TemplateText>().Select(static t => t.Text).ToList(),
            _ => [],
        };
        if (globals.Entries.Count == 0 || names.Contains("*", StringComparer.Ordinal))
            return own;

        var kept = globals.Entries.Where(e => !names.Contains(e.Key.Text, StringComparer.Ordinal)).ToList();
        kept.RemoveAll(e => e.Key.Text is Replaced && own.Find(Replaced) is not null);
        return Merge(new TemplateMap(globals.Offset, kept), own);
    }

    private static TemplateMap Merge(TemplateMap global, TemplateMap own)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var entries = new List<TemplateEntry>(global.Entries.Count + own.Entries.Count);
        foreach (var entry in global.Entries)
        {
            places.Add(entry.Key.Text, entries.Count);
            entries.Add(entry);
        }

        foreach (var entry in own.Entries)
        {
            if (places.TryGetValue(entry.Key.Text, out var place))
                entries[place] = new(entry.Key, Merge(entries[place].Value, entry.Value));
            else
                entries.Add(entry);
        }

        return new(own.Offset, entries);
    }

    private static TemplateNode Merge(TemplateNode global, TemplateNode own) => (global, own) switch
    {
        (TemplateMap, TemplateMap) when Intrinsics.IsCall(global) || Intrinsics.IsCall(own) => own,
        (TemplateMap ours, TemplateMap theirs) => Merge(ours, theirs),
        (TemplateList ours, TemplateList theirs) => new TemplateList(theirs.Offset, [.. ours.Items, .. theirs.Items]),
        _ => own,
    };
}
