using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Esb.Build.Sam;

/// <summary>
/// <c>functions.yml</c>: what somebody who runs the functions needs to know of each. A value that is known only after
/// deployment is there as the template has it (<c>Ref: Table</c>).
/// </summary>
public static class FunctionsFile
{
    /// <param name="reference">What to write as <c>image</c>, by image name.</param>
    public static string Text(SamPlan plan, Func<string, string> reference)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(writer, EmitterSettings.Default.WithNewLine("\n"));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        OpenMap(emitter);
        Key(emitter, "functions");
        emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Block));
        foreach (var function in plan.Functions)
            Function(emitter, function, reference(function.Image.Name));
        emitter.Emit(new SequenceEnd());
        emitter.Emit(new MappingEnd());
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return writer.ToString();
    }

    private static void Function(Emitter emitter, PlannedFunction planned, string image)
    {
        OpenMap(emitter);
        Key(emitter, "name");
        Scalar(emitter, planned.Function.Name, isPlain: false);
        Key(emitter, "image");
        Scalar(emitter, image, isPlain: false);
        foreach (var (key, value) in planned.Function.RunSettings)
        {
            Key(emitter, Name(key.Text));
            var variables = key.Text is "Environment" ? (value as TemplateMap)?.Find("Variables") : null;
            Node(emitter, variables ?? value);
        }

        emitter.Emit(new MappingEnd());
    }

    private static string Name(string property) => property is "MemorySize" ? "memory" : property.ToLowerInvariant();

    private static void Node(Emitter emitter, TemplateNode node)
    {
        switch (node)
        {
            case TemplateText text:
                Scalar(emitter, text.Text, text.IsPlain);
                break;
            case TemplateUnknown unknown:
                Node(emitter, unknown.Original);
                break;
            case TemplateList list:
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Block));
                foreach (var item in list.Items)
                    Node(emitter, item);
                emitter.Emit(new SequenceEnd());
                break;
            case TemplateMap map:
                OpenMap(emitter);
                foreach (var (key, value) in map.Entries)
                {
                    Scalar(emitter, key.Text, isPlain: true);
                    Node(emitter, value);
                }

                emitter.Emit(new MappingEnd());
                break;
        }
    }

    private static void OpenMap(Emitter emitter) =>
        emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, MappingStyle.Block));

    private static void Key(Emitter emitter, string name) => Scalar(emitter, name, isPlain: true);

    // A text stays a text for every reader: in quotes, unless the template has it without.
    private static void Scalar(Emitter emitter, string text, bool isPlain) => emitter.Emit(new Scalar(
        AnchorName.Empty, TagName.Empty, text, isPlain ? ScalarStyle.Any : ScalarStyle.DoubleQuoted,
        isPlainImplicit: true, isQuotedImplicit: true));
}
