using Esb.Build.Diagnostics;

namespace Esb.Build.Sam;

/// <summary>
/// A node of a template, YAML or JSON. Aliases share their node, so a tree may be larger than its file: every node
/// knows how large and how high the tree below it is, and both are limited before anybody walks it.
/// </summary>
/// <param name="offset">Where it begins in the text, in characters.</param>
public abstract class TemplateNode(int offset)
{
    public int Offset => offset;

    /// <summary>Nodes of the tree, this one included.</summary>
    internal virtual int Size => 1;

    /// <summary>Levels below this one.</summary>
    internal virtual int Height => 0;
}

public sealed class TemplateText(int offset, string text, bool isPlain = false) : TemplateNode(offset)
{
    public string Text => text;

    /// <summary>Written without quotes, so that <c>true</c> and <c>3</c> are no text to other readers.</summary>
    public bool IsPlain => isPlain;

    /// <summary>YAML's ways to write nothing; to CloudFormation the property is then absent.</summary>
    internal bool IsNull => isPlain && text is ("" or "~" or "null" or "Null" or "NULL");
}

public sealed class TemplateList : TemplateNode
{
    public TemplateList(int offset, IReadOnlyList<TemplateNode> items)
        : base(offset)
    {
        Items = items;
        foreach (var item in items)
        {
            Size += item.Size;
            Height = Math.Max(Height, item.Height + 1);
        }
    }

    public IReadOnlyList<TemplateNode> Items { get; }

    internal override int Size { get; } = 1;

    internal override int Height { get; }
}

/// <summary>A class: collections of a struct are compiled anew in every build, here some 75 methods.</summary>
public sealed record TemplateEntry(TemplateText Key, TemplateNode Value);

public sealed class TemplateMap : TemplateNode
{
    private const int Few = 8;

    private Dictionary<string, TemplateNode>? _byKey;

    /// <param name="entries">Each key once.</param>
    public TemplateMap(int offset, IReadOnlyList<TemplateEntry> entries)
        : base(offset)
    {
        Entries = entries;
        foreach (var (_, value) in entries)
        {
            Size += value.Size;
            Height = Math.Max(Height, value.Height + 1);
        }
    }

    /// <summary>In the order of the template.</summary>
    public IReadOnlyList<TemplateEntry> Entries { get; }

    internal override int Size { get; } = 1;

    internal override int Height { get; }

    /// <returns><see langword="null"/> also for what is written as nothing.</returns>
    public TemplateNode? Find(string key)
    {
        if (Entries.Count > Few && _byKey is null)
            _byKey = Entries.ToDictionary(static e => e.Key.Text, static e => e.Value, StringComparer.Ordinal);

        var found = _byKey is not null ? _byKey.GetValueOrDefault(key)
            : Entries.FirstOrDefault(e => e.Key.Text.Equals(key, StringComparison.Ordinal))?.Value;
        return found is TemplateText { IsNull: true } ? null : found;
    }
}

/// <summary>
/// A value that nobody can tell before deployment, or that is written wrongly. It is a problem only where an image
/// needs it.
/// </summary>
/// <param name="original">As the template has it.</param>
/// <param name="rule">What to report; its values are who needs it, and <paramref name="detail"/>.</param>
public sealed class TemplateUnknown(TemplateNode original, Rule rule, string detail) : TemplateNode(original.Offset)
{
    public TemplateNode Original => original;

    public Rule Rule => rule;

    public string Detail => detail;

    /// <summary>The resource of the template that it is a reference to; else empty.</summary>
    public string Resource { get; init; } = "";

    /// <summary>The offset of what is unknown, inside of the original.</summary>
    public int Cause { get; init; } = original.Offset;

    internal TemplateUnknown Within(TemplateNode whole) =>
        new(whole, Rule, Detail) { Cause = Cause };
}

/// <summary><c>AWS::NoValue</c>: what holds it has it not.</summary>
internal sealed class TemplateNothing(int offset) : TemplateNode(offset);
