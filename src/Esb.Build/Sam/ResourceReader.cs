using Esb.Build.Diagnostics;

namespace Esb.Build.Sam;

/// <summary>
/// Reads the properties of one resource. What an image needs and nobody can tell is reported here, at its place.
/// </summary>
/// <param name="kind"><c>Function</c> or <c>Layer</c>, for sentences.</param>
/// <param name="key">The resource's key in <c>Resources</c>.</param>
internal sealed class ResourceReader(ValueResolver resolver, string kind, TemplateText key, TemplateMap properties)
{
    public string Owner => $"{kind} '{Sentence.Shorten(key.Text, 100)}'";

    public SourcePosition Position => At(key.Offset);

    public TemplateMap Properties => properties;

    public SourcePosition At(int offset) => resolver.Scope.Problems.Source.Position(offset);

    public void Add(Rule rule, int offset, params ReadOnlySpan<object?> values) =>
        resolver.Scope.Problems.Add(rule, offset, values);

    /// <summary>The same resource, seen through another map of it.</summary>
    public ResourceReader Of(TemplateMap other) => new(resolver, kind, key, other);

    public TemplateNode? Value(string name) => properties.Find(name) is { } node ? resolver.Resolve(node) : null;

    /// <returns><see langword="null"/> where there is none, or none that could be used; the latter is
    /// reported.</returns>
    public TemplateText? Text(string name) => Known(name, Value(name)) switch
    {
        null => null,
        TemplateText text => text,
        var other => Wrong<TemplateText>(name, other, "a text"),
    };

    /// <summary>The same, and that there is none is reported too.</summary>
    /// <param name="example">What to write.</param>
    public TemplateText? Needed(string name, string example)
    {
        if (properties.Find(name) is null)
            Add(Rules.MissingProperty, key.Offset, Owner, name, example);
        return Text(name);
    }

    /// <summary>The map of a property; empty where there is none.</summary>
    public TemplateMap Map(string name) => Known(name, Value(name)) switch
    {
        TemplateMap map => map,
        null => new(key.Offset, []),
        var other => Wrong<TemplateMap>(name, other, "a map (name: value)") ?? new(key.Offset, []),
    };

    /// <summary>The values of a list, of which each may be unknown.</summary>
    public IReadOnlyList<TemplateNode> List(string name) => Known(name, Value(name)) switch
    {
        TemplateList list => list.Items,
        null => [],
        var other => Wrong<TemplateList>(name, other, "a list")?.Items ?? [],
    };

    /// <returns><see langword="null"/> for what is unknown, after reporting it.</returns>
    public TemplateNode? Known(string name, TemplateNode? value)
    {
        if (value is not TemplateUnknown unknown)
            return value is TemplateNothing ? null : value;

        Add(unknown.Rule, unknown.Cause, $"{name} of {Owner}", unknown.Detail);
        return null;
    }

    /// <summary>Whether the resource is there; an unknown condition is reported and counts as true.</summary>
    public bool IsThere(TemplateNode? condition)
    {
        if (condition is not TemplateText name)
        {
            if (condition is not null)
                Wrong<TemplateText>("Condition", condition, "the name of a condition");
            return true;
        }

        var value = resolver.Condition(name.Text, name);
        Known("Condition", value.Unknown);
        return value.IsTrue || value.Unknown is not null;
    }

    public SamPath Path(TemplateText text)
    {
        var folder = System.IO.Path.GetDirectoryName(resolver.Scope.Problems.Source.Path)!;
        return new(System.IO.Path.GetFullPath(text.Text, folder), text.Text, At(text.Offset));
    }

    public T? Wrong<T>(string name, TemplateNode value, string needed)
        where T : TemplateNode
    {
        Add(Rules.WrongShape, value.Offset, $"{name} of {Owner}", needed);
        return null;
    }
}
