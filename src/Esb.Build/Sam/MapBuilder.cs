using System.Runtime.InteropServices;
using Esb.Build.Diagnostics;

namespace Esb.Build.Sam;

/// <summary>The entries of one map while it is read: duplicates, and merge keys (<c>&lt;&lt;: *defaults</c>).</summary>
internal sealed class MapBuilder(TemplateProblems problems)
{
    private readonly List<TemplateEntry> _entries = [];
    private readonly Dictionary<string, int> _offsets = new(StringComparer.Ordinal);
    private readonly List<TemplateMap> _merged = [];

    /// <returns>How many entries a merge may bring, besides what was written.</returns>
    public int Add(TemplateNode key, TemplateNode value)
    {
        if (key is not TemplateText name)
        {
            problems.Add(Rules.TemplateSyntax, key.Offset, "a key must be a text. Put quotes around it.");
            return 0;
        }

        if (name is { IsPlain: true, Text: "<<" })
            return Merge(value);

        ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(_offsets, name.Text, out var exists);
        if (exists)
        {
            var line = problems.Source.Position(first).Line;
            problems.Add(Rules.DuplicateKey, name.Offset, Sentence.Shorten(name.Text, 60), line);
            return 0;
        }

        first = name.Offset;
        _entries.Add(new(name, value));
        return 0;
    }

    /// <summary>What is written here wins over what is merged; of two merged maps the first one wins.</summary>
    public IReadOnlyList<TemplateEntry> Finish()
    {
        foreach (var entry in _merged.SelectMany(static map => map.Entries))
        {
            if (_offsets.TryAdd(entry.Key.Text, entry.Key.Offset))
                _entries.Add(entry);
        }

        return _entries;
    }

    private int Merge(TemplateNode value)
    {
        var size = 0;
        foreach (var node in value is TemplateList list ? list.Items : [value])
        {
            if (node is TemplateMap map)
            {
                _merged.Add(map);
                size += map.Size;
            }
            else
            {
                problems.Add(
                    Rules.TemplateSyntax, node.Offset,
                    "a merge key (<<) takes a map or a list of maps. Name an anchor above: <<: *name.");
            }
        }

        return size;
    }
}
