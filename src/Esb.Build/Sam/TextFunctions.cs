using System.Globalization;
using System.Text;

namespace Esb.Build.Sam;

/// <summary>The functions that make texts of texts.</summary>
internal sealed class TextFunctions(ValueResolver resolver)
{
    public TemplateNode Sub(TemplateMap call, TemplateNode argument) => argument switch
    {
        TemplateText text => Replace(call, text.Text, new(call.Offset, [])),
        TemplateList { Items: [TemplateText text, TemplateMap names] } => Replace(call, text.Text, names),
        _ => ValueResolver.Broken(call, "Fn::Sub takes a text, or a text and a map of names."),
    };

    public TemplateNode Join(TemplateMap call, TemplateNode argument)
    {
        if (argument is not TemplateList { Items: [TemplateText separator, var values] })
            return ValueResolver.Broken(call, "Fn::Join takes a separator and a list.");

        var resolved = resolver.Resolve(values);
        if (FirstUnknown(resolved) is { } unknown)
            return unknown.Within(call);

        if (resolved is not TemplateList list || !list.Items.All(static i => i is TemplateText))
            return ValueResolver.Broken(call, "Fn::Join takes a list of texts.");

        var texts = list.Items.Select(static i => ((TemplateText)i).Text).ToList();
        resolver.Count(call.Offset, texts.Sum(text => (long)text.Length + separator.Text.Length));
        return new TemplateText(call.Offset, string.Join(separator.Text, texts));
    }

    public TemplateNode Split(TemplateMap call, TemplateNode argument)
    {
        if (argument is not TemplateList { Items: [TemplateText { Text.Length: > 0 } separator, var value] })
            return ValueResolver.Broken(call, "Fn::Split takes a separator and a text.");

        return resolver.Resolve(value) switch
        {
            TemplateUnknown unknown => unknown.Within(call),
            TemplateText text => Parts(call, text.Text.Split(separator.Text)),
            _ => ValueResolver.Broken(call, "Fn::Split takes a text."),
        };
    }

    public TemplateNode Select(TemplateMap call, TemplateNode argument)
    {
        if (argument is not TemplateList { Items: [var index, var values] })
            return ValueResolver.Broken(call, "Fn::Select takes a number and a list.");

        return (resolver.Resolve(index), resolver.Resolve(values)) switch
        {
            (TemplateUnknown unknown, _) => unknown.Within(call),
            (_, TemplateUnknown unknown) => unknown.Within(call),
            (TemplateText number, TemplateList list) => At(call, number.Text, list),
            _ => ValueResolver.Broken(call, "Fn::Select takes a number and a list."),
        };
    }

    private static TemplateList Parts(TemplateMap call, string[] parts) =>
        new(call.Offset, [.. parts.Select(part => new TemplateText(call.Offset, part))]);

    private static TemplateNode At(TemplateMap call, string number, TemplateList list)
    {
        var count = list.Items.Count;
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at >= count)
            return ValueResolver.Broken(call, $"the list has {count} values, and none at '{number}' (the first is 0).");

        return list.Items[at] is TemplateUnknown unknown ? unknown.Within(call) : list.Items[at];
    }

    private static TemplateUnknown? FirstUnknown(TemplateNode node) =>
        node as TemplateUnknown ?? (node as TemplateList)?.Items.OfType<TemplateUnknown>().FirstOrDefault();

    // ${Name} is Ref, ${Name.Attribute} is Fn::GetAtt, ${!Name} is the text ${Name}.
    private TemplateNode Replace(TemplateMap call, string text, TemplateMap names)
    {
        var result = new StringBuilder(text.Length);
        var at = 0;
        while (text.IndexOf("${", at, StringComparison.Ordinal) is var start and >= 0
            && text.IndexOf('}', start) is var end and >= 0)
        {
            result.Append(text, at, start - at);
            var name = text[(start + 2)..end].Trim();
            at = end + 1;
            if (name.StartsWith('!'))
                result.Append("${").Append(name, 1, name.Length - 1).Append('}');
            else if (Named(call, name, names) is TemplateText value)
                Append(result, call, value.Text);
            else
                return NotText(call, name, names);
        }

        return new TemplateText(call.Offset, result.Append(text, at, text.Length - at).ToString());
    }

    private void Append(StringBuilder result, TemplateMap call, string text)
    {
        resolver.Count(call.Offset, text.Length);
        result.Append(text);
    }

    private TemplateUnknown NotText(TemplateMap call, string name, TemplateMap names) =>
        Named(call, name, names) is TemplateUnknown unknown
            ? unknown.Within(call)
            : ValueResolver.Broken(call, $"${{{name}}} in Fn::Sub is no text.");

    private TemplateNode Named(TemplateMap call, string name, TemplateMap names) =>
        names.Find(name) is { } given ? resolver.Resolve(given)
        : name.Contains('.', StringComparison.Ordinal)
            ? new TemplateUnknown(call, Diagnostics.Rules.UnresolvedValue, $"it comes from Fn::GetAtt (${{{name}}}).")
            : resolver.Reference(name, call);
}
