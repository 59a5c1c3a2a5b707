using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Esb.Build.Sam;

/// <summary>A function as <c>functions.yml</c> has it.</summary>
/// <param name="Image">The reference that its image is built under.</param>
/// <param name="Settings">What <see cref="FunctionsFile.Settings"/> gives.</param>
public sealed record RunFunction(string Name, string Image, string Settings);

/// <summary>
/// <c>functions.yml</c>: what somebody who runs the functions needs to know of each. A value that is known only after
/// deployment is there as the template has it (<c>Ref: Table</c>).
/// </summary>
public static class FunctionsFile
{
    // What a map in a list begins with, and what its other lines do: so maps can be put behind each other as text.
    private const string First = "- ";
    private const string Other = "  ";

    /// <returns>YAML, a map as the only entry of a list; empty where the template says nothing.</returns>
    public static string Settings(SamFunction function) => function.RunSettings.Count == 0 ? "" : Entry(emitter =>
    {
        foreach (var (key, value) in function.RunSettings)
        {
            Key(emitter, Name(key.Text));
            var variables = key.Text is "Environment" ? (value as TemplateMap)?.Find("Variables") : null;
            Node(emitter, variables ?? value);
        }
    });

    public static string Text(IReadOnlyList<RunFunction> functions)
    {
        if (functions.Count == 0)
            return "functions: []\n";

        var text = new StringBuilder("functions:\n");
        foreach (var function in functions)
        {
            text.Append(Entry(emitter =>
            {
                Key(emitter, "name");
                Scalar(emitter, function.Name, isPlain: false);
                Key(emitter, "image");
                Scalar(emitter, function.Image, isPlain: false);
            }));
            if (function.Settings.Length > 0)
                text.Append(Other).Append(function.Settings, First.Length, function.Settings.Length - First.Length);
        }

        return text.ToString();
    }

    private static string Entry(Action<Emitter> members)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(writer, EmitterSettings.Default.WithNewLine("\n"));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Block));
        OpenMap(emitter);
        members(emitter);
        emitter.Emit(new MappingEnd());
        emitter.Emit(new SequenceEnd());
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return writer.ToString();
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
