using Esb.Build.Diagnostics;

namespace Esb.Build.Sam;

/// <summary>The layers of a template, each read when the first function uses it.</summary>
internal sealed class LayerReader(ValueResolver resolver)
{
    private readonly Dictionary<string, SamLayer?> _layers = new(StringComparer.Ordinal);

    /// <summary>The layers of one function, in their order. One that is not in this template is a warning.</summary>
    public IReadOnlyList<SamLayer> Read(ResourceReader function)
    {
        var layers = new List<SamLayer>();
        foreach (var item in function.List("Layers"))
        {
            if (item is TemplateUnknown { Resource.Length: > 0 } reference && IsLayer(reference.Resource))
            {
                if (Layer(reference.Resource) is { } layer)
                    layers.Add(layer);
            }
            else if (function.Known("Layers", item) is { } elsewhere)
            {
                var name = elsewhere is TemplateText text ? text.Text : "…";
                function.Add(Rules.LayerElsewhere, elsewhere.Offset, function.Owner, Sentence.Shorten(name, 150));
            }
        }

        return layers;
    }

    private bool IsLayer(string name) =>
        (resolver.Scope.Resources.Find(name) as TemplateMap)?.Find("Type") is TemplateText
        {
            Text: "AWS::Serverless::LayerVersion" or "AWS::Lambda::LayerVersion"
        };

    private SamLayer? Layer(string name)
    {
        if (!_layers.TryGetValue(name, out var layer))
            _layers.Add(name, layer = ReadOne(name));
        return layer;
    }

    private SamLayer? ReadOne(string name)
    {
        var key = resolver.Scope.Resources.Entries.First(e => e.Key.Text.Equals(name, StringComparison.Ordinal)).Key;
        var resource = (TemplateMap)resolver.Scope.Resources.Find(name)!;
        var reader = new ResourceReader(resolver, "Layer", key, resolver.Scope.Section(resource, "Properties"));
        var property = reader.Properties.Find("ContentUri") is null && reader.Properties.Find("Content") is not null
            ? "Content"
            : "ContentUri";
        if (reader.Needed(property, "./layers/shared") is not { } text)
            return null;

        var method = reader.Of(resolver.Scope.Section(resource, "Metadata")).Text("BuildMethod");
        return new(name, reader.Path(text), method is null ? "" : Folder(reader, method));
    }

    private static string Folder(ResourceReader reader, TemplateText method)
    {
        if (LambdaRuntime.TryParse(method.Text) is { Family: RuntimeFamily.Python or RuntimeFamily.NodeJs } runtime)
            return runtime.FamilyName;

        reader.Add(Rules.UnsupportedBuildMethod, method.Offset, reader.Owner, method.Text, "python3.N, nodejsN.x");
        return "";
    }
}
