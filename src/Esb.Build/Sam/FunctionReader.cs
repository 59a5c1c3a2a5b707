using Esb.Build.Diagnostics;
using Esb.Build.Images;

namespace Esb.Build.Sam;

/// <summary>One resource → a function.</summary>
internal sealed class FunctionReader(ValueResolver resolver)
{
    private const string Serverless = "AWS::Serverless::Function";
    private const string Lambda = "AWS::Lambda::Function";

    private const string Architectures = "Architectures";

    private static readonly string[] RunSettings =
        ["Timeout", "MemorySize", FunctionsFile.ImageConfig, "Environment", "Events"];

    private readonly LayerReader _layers = new(resolver);

    /// <returns><see langword="null"/> for what is no function, is not there, or cannot be an image; only the last is
    /// reported.</returns>
    public SamFunction? Read(TemplateText key, TemplateMap resource)
    {
        if (resource.Find("Type") is not TemplateText { Text: Serverless or Lambda } type)
            return null;

        var reader = Open(key, resource, type.Text);
        if (!reader.IsThere(resource.Find("Condition")))
            return null;

        var metadata = reader.Of(resolver.Scope.Section(resource, "Metadata"));
        var package = type.Text is Serverless ? Serverlessly(reader, metadata) : Plainly(reader, metadata);
        var name = reader.Text("FunctionName")?.Text ?? key.Text;
        return package is null ? null : new(key.Text, name, package, reader.Position)
        {
            Platforms = Platforms(reader),
            RunSettings =
            [
                .. RunSettings.Select(setting => (setting, reader.Value(setting)))
                    .Where(static s => s.Item2 is not (null or TemplateNothing))
                    .Select(s => new TemplateEntry(new(s.Item2!.Offset, s.setting, isPlain: true), s.Item2!)),
            ],
        };
    }

    private ResourceReader Open(TemplateText key, TemplateMap resource, string type)
    {
        var own = resolver.Scope.Section(resource, "Properties");
        var all = type is Serverless
            ? GlobalSettings.Merge(resolver.Scope.Globals, own, resource.Find("IgnoreGlobals"))
            : own;
        return new(resolver, "Function", key, all);
    }

    private SamPackage? Serverlessly(ResourceReader reader, ResourceReader metadata)
    {
        if (reader.Text("PackageType")?.Text is "Image" || reader.Properties.Find("ImageUri") is not null)
            return FunctionImage.Read(reader, "ImageUri", metadata);

        if (reader.Properties.Find("InlineCode") is { } inline && reader.Properties.Find("CodeUri") is null)
        {
            reader.Add(Rules.CodeElsewhere, inline.Offset, reader.Owner, "InlineCode");
            return null;
        }

        return Zip(reader, metadata, "CodeUri");
    }

    // CloudFormation's own kind is an image only where its code is one, or a path as `sam build` reads it.
    private SamPackage? Plainly(ResourceReader reader, ResourceReader metadata)
    {
        var code = reader.Value("Code");
        if (reader.Text("PackageType")?.Text is "Image" || (code as TemplateMap)?.Find("ImageUri") is not null)
            return FunctionImage.Read(reader.Of(reader.Map("Code")), "ImageUri", metadata);

        return code is TemplateText ? Zip(reader, metadata, "Code") : null;
    }

    private SamZip? Zip(ResourceReader reader, ResourceReader metadata, string property)
    {
        var code = Code(reader, property);
        var runtime = reader.Needed("Runtime", "python3.12");
        var known = runtime is null ? null : LambdaRuntime.TryParse(runtime.Text);
        if (runtime is not null && known is null)
            reader.Add(Rules.UnknownRuntime, runtime.Offset, reader.Owner, runtime.Text, LambdaRuntime.Legal);
        var handler = known is { Family: RuntimeFamily.Provided } && reader.Properties.Find("Handler") is null
            ? "bootstrap"
            : reader.Needed("Handler", "app.handler")?.Text;
        if (metadata.Text("BuildMethod") is { Text: "makefile" or "esbuild" or "rust-cargolambda" } method)
            reader.Add(Rules.UnsupportedBuildMethod, method.Offset, reader.Owner, method.Text, "none");

        var layers = _layers.Read(reader);
        return code is null || known is null || handler is null ? null : new(known, handler, code) { Layers = layers };
    }

    private static SamPath? Code(ResourceReader reader, string property)
    {
        var value = reader.Properties.Find(property) is null ? null : reader.Value(property);
        var isElsewhere = value is TemplateMap
            || (value is TemplateText uri && uri.Text.Contains("://", StringComparison.Ordinal));
        if (isElsewhere)
        {
            reader.Add(Rules.CodeElsewhere, value!.Offset, reader.Owner, property);
            return null;
        }

        return reader.Needed(property, "./functions/hello") is { } text ? reader.Path(text) : null;
    }

    private static List<Platform> Platforms(ResourceReader reader)
    {
        if (reader.Value(Architectures) is not { } value || reader.Known(Architectures, value) is not { } known)
            return [];

        if (known is not TemplateList { Items: [var item] })
        {
            reader.Wrong<TemplateList>(Architectures, known, "a list of one: [x86_64] or [arm64]");
            return [];
        }

        switch (reader.Known(Architectures, item))
        {
            case TemplateText { Text: "x86_64" }:
                return [Platform.TryParse("linux/amd64")!];
            case TemplateText { Text: "arm64" }:
                return [Platform.TryParse("linux/arm64")!];
            case { } other:
                reader.Wrong<TemplateText>(Architectures, other, "x86_64 or arm64");
                break;
        }

        return [];
    }
}
