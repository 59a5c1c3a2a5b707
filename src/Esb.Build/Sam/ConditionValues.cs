namespace Esb.Build.Sam;

/// <summary>What a condition is: true, false, or unknown.</summary>
internal sealed record ConditionValue(bool IsTrue, TemplateUnknown? Unknown = null);

/// <summary>The <c>Conditions</c> of a template, each worked out once.</summary>
internal sealed class ConditionValues(ValueResolver resolver)
{
    // Each of them may be a tree of its own; the stack must hold them all.
    private const int MaximumDepth = 20;

    private readonly Dictionary<string, ConditionValue?> _known = new(StringComparer.Ordinal);
    private int _depth;

    public ConditionValue Named(string name, TemplateNode reference)
    {
        if (_known.TryGetValue(name, out var known))
            return known ?? Broken(reference, $"the condition '{name}' refers to itself.");
        if (resolver.Scope.Conditions.Find(name) is not { } condition)
            return Broken(reference, $"there is no condition '{name}'.");
        if (_depth > MaximumDepth)
            return Broken(reference, $"conditions refer to each other more than {MaximumDepth} times in a row.");

        _known[name] = null;
        _depth++;
        var value = Of(condition);
        _depth--;
        _known[name] = value;
        return value;
    }

    private ConditionValue Of(TemplateNode node)
    {
        if (node is not TemplateMap { Entries: [var (key, argument)] })
            return Broken(node, "a condition is Fn::Equals, Fn::And, Fn::Or, Fn::Not or Condition.");

        return (key.Text, argument) switch
        {
            ("Condition", TemplateText name) => Named(name.Text, node),
            ("Fn::Not", TemplateList { Items: [var one] }) => Not(Of(one)),
            ("Fn::And", TemplateList { Items.Count: > 0 } list) => Fold(list, decisive: false),
            ("Fn::Or", TemplateList { Items.Count: > 0 } list) => Fold(list, decisive: true),
            ("Fn::Equals", TemplateList { Items: [var left, var right] }) => Equal(node, left, right),
            _ => Broken(node, $"{key.Text} is no condition, or has the wrong number of values."),
        };
    }

    private static ConditionValue Not(ConditionValue value) => value with { IsTrue = !value.IsTrue };

    /// <summary>One decisive value decides, whatever the others are.</summary>
    private ConditionValue Fold(TemplateList list, bool decisive)
    {
        TemplateUnknown? unknown = null;
        foreach (var item in list.Items)
        {
            var value = Of(item);
            if (value.Unknown is null && value.IsTrue == decisive)
                return value;
            unknown ??= value.Unknown;
        }

        return new(!decisive, unknown);
    }

    private ConditionValue Equal(TemplateNode node, TemplateNode left, TemplateNode right) =>
        (resolver.Resolve(left), resolver.Resolve(right)) switch
        {
            (TemplateUnknown unknown, _) => new(IsTrue: false, unknown),
            (_, TemplateUnknown unknown) => new(IsTrue: false, unknown),
            (TemplateText one, TemplateText other) => new(one.Text.Equals(other.Text, StringComparison.Ordinal)),
            _ => Broken(node, "Fn::Equals compares two texts."),
        };

    private static ConditionValue Broken(TemplateNode node, string why) =>
        new(IsTrue: false, ValueResolver.Broken(node, why));
}
