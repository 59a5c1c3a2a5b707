using Esb.Build.Diagnostics;

namespace Esb.Build.Sam;

/// <summary>
/// Works out what a value of a template is. What cannot be told stays in its place as <see cref="TemplateUnknown"/>.
/// </summary>
internal sealed class ValueResolver
{
    /// <summary>Nodes and characters together; what a template of 500 functions makes is a tenth.</summary>
    private const int MostProduced = 16 << 20;

    private readonly ParameterValues _parameters;
    private readonly ConditionValues _conditions;
    private readonly TextFunctions _texts;
    private long _produced;

    public ValueResolver(TemplateScope scope, IReadOnlyList<SamParameter> parameters)
    {
        Scope = scope;
        _parameters = new(scope, parameters);
        _conditions = new(this);
        _texts = new(this);
    }

    public TemplateScope Scope { get; }

    public TemplateNode Resolve(TemplateNode node) => Counted(node switch
    {
        TemplateMap map when Intrinsics.IsCall(map) => Call(map, map.Entries[0].Key.Text, map.Entries[0].Value),
        TemplateMap map => ResolveAll(map),
        TemplateList list => ResolveAll(list),
        _ => node,
    });

    /// <param name="reference">What to give back where the value is unknown.</param>
    public TemplateNode Reference(string name, TemplateNode reference)
    {
        if (_parameters.Find(name, reference) is { } value)
            return value;
        if (Scope.Resources.Find(name) is not null)
        {
            return new TemplateUnknown(reference, Rules.UnresolvedValue, $"it is a reference to the resource '{name}'.")
            {
                Resource = name,
            };
        }

        return Broken(reference, $"there is no parameter and no resource '{Sentence.Shorten(name, 60)}'.");
    }

    public ConditionValue Condition(string name, TemplateNode reference) => _conditions.Named(name, reference);

    public static TemplateUnknown Broken(TemplateNode call, string why) => new(call, Rules.BrokenFunction, why);

    private TemplateNode Call(TemplateMap call, string function, TemplateNode argument) => function switch
    {
        "Ref" => argument is TemplateText name ? Reference(name.Text, call) : Broken(call, "Ref takes a name."),
        "Fn::If" => If(call, argument),
        "Fn::FindInMap" => MapLookup.Find(this, call, argument),
        "Fn::Sub" => _texts.Sub(call, argument),
        "Fn::Join" => _texts.Join(call, argument),
        "Fn::Split" => _texts.Split(call, argument),
        "Fn::Select" => _texts.Select(call, argument),
        "Fn::Equals" or "Fn::And" or "Fn::Or" or "Fn::Not" => Broken(call, $"{function} is for Conditions."),
        _ => new TemplateUnknown(call, Rules.UnresolvedValue, $"it comes from {Sentence.Shorten(function, 40)}."),
    };

    private TemplateNode If(TemplateMap call, TemplateNode argument)
    {
        if (argument is not TemplateList { Items: [TemplateText name, var yes, var no] })
            return Broken(call, "Fn::If takes a condition's name and two values.");

        var condition = Condition(name.Text, call);
        return condition.Unknown is { } unknown ? unknown.Within(call) : Resolve(condition.IsTrue ? yes : no);
    }

    private TemplateList ResolveAll(TemplateList list) =>
        new(list.Offset, [.. list.Items.Select(Resolve).Where(static i => i is not TemplateNothing)]);

    private TemplateMap ResolveAll(TemplateMap map)
    {
        var entries = new List<TemplateEntry>(map.Entries.Count);
        foreach (var (key, value) in map.Entries)
        {
            if (Resolve(value) is var resolved and not TemplateNothing)
                entries.Add(new(key, resolved));
        }

        return new(map.Offset, entries);
    }

    /// <summary>
    /// Counts what is about to be made. References multiply: a text of 100 kB in 100,000 places is 10 GB.
    /// </summary>
    public void Count(int offset, long characters)
    {
        _produced += characters;
        if (_produced > MostProduced)
        {
            throw new YamlMistakeException(
                Rules.TemplateTooLarge, offset, $"makes values of more than {MostProduced} characters");
        }
    }

    private TemplateNode Counted(TemplateNode node)
    {
        Count(node.Offset, 1 + ((node as TemplateText)?.Text.Length ?? (node as TemplateList)?.Items.Count ?? 0));
        return node;
    }
}
