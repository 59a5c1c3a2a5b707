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
    /// <summary>How an image is started, where not as it says itself: a map; here are its entries.</summary>
    internal const string ImageConfig = "ImageConfig";

    // What a map in a list begins with, and what its other lines do: so maps can be put behind each other as text.
    private const string First = "- ";
    private const string Other = "  ";

    /// <returns>YAML, a map as the only entry of a list; empty where the template says nothing.</returns>
    public static string Settings(SamFunction function)
    {
        var entries = function.RunSettings.SelectMany(static s => Parts(s.Key, s.Value)).ToList();
        return entries.Count == 0 ? "" : Entry(emitter =>
        {
            foreach (var (key, value) in entries)
            {
                Key(emitter, Name(key.Text));
                Node(emitter, value);
            }
        });
    }

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

    private static IEnumerable<TemplateEntry> Parts(TemplateText key, TemplateNode value) => (key.Text, value) switch
    {
        (ImageConfig, TemplateMap map) when !Intrinsics.IsCall(map) => map.Entries,
        ("Environment", TemplateMap map) when map.Find("Variables") is { } variables => [new(key, variables)],
        _ => [new(key, value)],
    };

    // Those of ImageConfig as compose and docker call them.
    private static string Name(string property) => property switch
    {
        "MemorySize" => "memory",
        "WorkingDirectory" => "working_dir",
        _ => property.ToLowerInvariant(),
    };

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
