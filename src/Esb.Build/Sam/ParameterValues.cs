using Esb.Build.Diagnostics;

namespace Esb.Build.Sam;

/// <summary>What <c>Ref</c> of a parameter gives: the project's value, else the template's default.</summary>
internal sealed class ParameterValues
{
    private readonly Dictionary<string, TemplateNode> _values = new(StringComparer.Ordinal);

    public ParameterValues(TemplateScope scope, IReadOnlyList<SamParameter> given)
    {
        var texts = new Dictionary<string, SamParameter>(StringComparer.Ordinal);
        foreach (var parameter in given)
            texts[parameter.Name] = parameter;
        foreach (var (name, parameter) in texts)
        {
            if (IsPseudo(name))
                _values[name] = Value(parameter.Value, 0, isList: name is "AWS::NotificationARNs");
        }

        foreach (var (key, value) in scope.Parameters.Entries)
        {
            if (value is TemplateMap declaration)
                _values[key.Text] = Declared(key, declaration, texts.GetValueOrDefault(key.Text), scope.Problems);
            else
                scope.Problems.Add(Rules.WrongShape, value.Offset, $"Parameter '{key.Text}'", "a map with a Type");
        }
    }

    /// <returns><see langword="null"/> when there is no such parameter; one without a value is unknown.</returns>
    public TemplateNode? Find(string name, TemplateNode reference) => _values.GetValueOrDefault(name) switch
    {
        TemplateUnknown unknown => new TemplateUnknown(reference, unknown.Rule, unknown.Detail),
        TemplateText text => new TemplateText(reference.Offset, text.Text, text.IsPlain),
        { } list => list,
        null when name is "AWS::NoValue" => new TemplateNothing(reference.Offset),
        null when IsPseudo(name) => new TemplateUnknown(reference, Rules.MissingParameter, name),
        null => null,
    };

    private static bool IsPseudo(string name) => name.StartsWith("AWS::", StringComparison.Ordinal);

    private static TemplateNode Declared(
        TemplateText name, TemplateMap declaration, SamParameter? given, TemplateProblems problems)
    {
        var type = (declaration.Find("Type") as TemplateText)?.Text ?? "";
        // The value is then the name of what holds the value.
        if (type.StartsWith("AWS::SSM::Parameter::Value", StringComparison.Ordinal) && given is null)
            return new TemplateUnknown(declaration, Rules.MissingParameter, name.Text);
        if (given is null && declaration.Find("Default") is not TemplateText)
            return new TemplateUnknown(declaration, Rules.MissingParameter, name.Text);

        var text = given?.Value ?? ((TemplateText)declaration.Find("Default")!).Text;
        CheckAllowed(name, declaration, text, problems);
        var isList = type is "CommaDelimitedList" || type.Contains("List<", StringComparison.Ordinal);
        return Value(text, name.Offset, isList);
    }

    private static void CheckAllowed(
        TemplateText name, TemplateMap declaration, string text, TemplateProblems problems)
    {
        if (declaration.Find("AllowedValues") is not TemplateList { Items.Count: > 0 } allowed)
            return;

        var legal = allowed.Items.OfType<TemplateText>().Select(static t => t.Text).ToList();
        if (!legal.Contains(text, StringComparer.Ordinal))
        {
            var list = Sentence.Shorten(string.Join(", ", legal), 200);
            problems.Add(Rules.ParameterNotAllowed, name.Offset, name.Text, text, list);
        }
    }

    private static TemplateNode Value(string text, int offset, bool isList) => isList
        ? new TemplateList(offset, [.. text.Split(',').Select(part => new TemplateText(offset, part.Trim()))])
        : new TemplateText(offset, text);
}
