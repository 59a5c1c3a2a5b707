using Esb.Build.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Esb.Build.Sam;

/// <summary>
/// Text → nodes, by YamlDotNet's events: its own node model resolves tags to .NET types, and expands what must not be
/// expanded. JSON is read as the YAML that it is.
/// </summary>
internal sealed class YamlComposer
{
    /// <summary>Levels of nesting; a template that a person wrote has ten.</summary>
    public const int MaximumHeight = 64;

    /// <summary>Nodes with all aliases expanded; 500 functions have some ten thousand.</summary>
    public const int MaximumSize = 250_000;

    private readonly Dictionary<string, TemplateNode> _anchors = new(StringComparer.Ordinal);
    private readonly TemplateProblems _problems;
    private readonly CancellationToken _cancellation;
    private readonly Parser _parser;
    private int _size;

    private YamlComposer(TemplateProblems problems, CancellationToken cancellation)
    {
        _problems = problems;
        _cancellation = cancellation;
        _parser = new(new StringReader(problems.Source.Text));
    }

    /// <returns><see langword="null"/> when the text is no YAML, or too much of it; that is reported.</returns>
    public static TemplateNode? Compose(TemplateProblems problems, CancellationToken cancellation)
    {
        var composer = new YamlComposer(problems, cancellation);
        try
        {
            return composer.Document();
        }
        catch (YamlMistakeException e)
        {
            problems.Add(e.Rule, e.Offset, e.Message);
        }
        // The parser's own ways to say that a bracket or a quote is never closed.
        catch (Exception e) when (e is YamlException or InvalidOperationException or ArgumentException)
        {
            var (offset, what) = YamlMistake.Of(e, problems.Source, composer.Offset);
            problems.Add(Rules.TemplateSyntax, offset, what);
        }

        return null;
    }

    private int Offset => (int)(_parser.Current?.Start.Index ?? 0);

    private TemplateNode Document()
    {
        Next(); // stream
        if (Next() is StreamEnd)
            return new TemplateText(0, "", isPlain: true);

        Next();
        var node = Node(0);
        Next(); // end of the document
        return Next() is StreamEnd
            ? node
            : throw new YamlMistakeException(
                Rules.TemplateSyntax, Offset,
                "a second document begins here. Delete it, or make it a file of its own.");
    }

    private ParsingEvent Next()
    {
        if (!_parser.MoveNext())
            throw new YamlMistakeException(Rules.TemplateSyntax, Offset, "the text ends too early.");

        return _parser.Current!;
    }

    /// <summary>
    /// Takes the node that begins at the current event; afterwards its last event is the current one.
    /// </summary>
    private TemplateNode Node(int depth)
    {
        if (depth > MaximumHeight)
            throw TooLarge($"is nested more than {MaximumHeight} levels deep");
        if (_problems.AreMany)
            throw TooLarge("has too many mistakes to go on"); // nobody is told: the list is full

        if (_parser.Current is AnchorAlias alias)
            return Grown(Anchored(alias), depth);

        // For some broken texts the parser's events do not match each other.
        if (_parser.Current is not NodeEvent start)
            throw new YamlMistakeException(Rules.TemplateSyntax, Offset, "a value is missing before this. Write it.");

        var offset = Offset;
        TemplateNode node = start switch
        {
            Scalar scalar => new TemplateText(offset, scalar.Value, IsPlain(scalar)),
            SequenceStart => List(depth, offset),
            _ => Map(depth, offset),
        };
        node = Grown(Tagged(start, node), depth);
        if (!start.Anchor.IsEmpty)
            _anchors[start.Anchor.Value] = node;
        return node;
    }

    private TemplateList List(int depth, int offset)
    {
        var items = new List<TemplateNode>();
        while (Next() is not SequenceEnd)
            items.Add(Node(depth + 1));
        return new(offset, items);
    }

    private TemplateMap Map(int depth, int offset)
    {
        _cancellation.ThrowIfCancellationRequested();
        var map = new MapBuilder(_problems);
        while (Next() is not MappingEnd)
        {
            var key = Node(depth + 1);
            Next();
            var value = Node(depth + 1);
            _size += map.Add(key, value);
            CheckSize();
        }

        return new(offset, map.Finish());
    }

    private TemplateNode Anchored(AnchorAlias alias) =>
        _anchors.TryGetValue(alias.Value.Value, out var node)
            ? node
            : throw new YamlMistakeException(
                Rules.TemplateSyntax, Offset,
                $"there is no anchor &{alias.Value.Value} above. Correct the name, or put quotes around a text that begins with '*'.");

    private TemplateNode Tagged(NodeEvent start, TemplateNode node)
    {
        var tag = start.Tag.IsEmpty || start.Tag.IsNonSpecific ? "" : start.Tag.Value;
        if (tag.Length == 0 || YamlTags.IsStandard(tag))
            return node;

        if (Intrinsics.LongName(tag) is { } name)
            return new TemplateMap(node.Offset, [new(new(node.Offset, name), node)]);

        _problems.Add(Rules.UnknownTag, node.Offset, Sentence.Shorten(tag, 60), Intrinsics.Legal);
        return node;
    }

    // Counts what is new here; what is below was counted, unless an alias brings it once more.
    private TemplateNode Grown(TemplateNode node, int depth)
    {
        _size += _parser.Current is AnchorAlias ? node.Size : 1;
        CheckSize();
        if (depth + node.Height > MaximumHeight)
            throw TooLarge($"is nested more than {MaximumHeight} levels deep");

        return node;
    }

    private void CheckSize()
    {
        if (_size > MaximumSize)
            throw TooLarge($"has more than {MaximumSize} values, aliases and merges counted where they are used");
    }

    private YamlMistakeException TooLarge(string how) => new(Rules.TemplateTooLarge, Offset, how);

    private static bool IsPlain(Scalar scalar) => 
        scalar.Style == ScalarStyle.Plain && (scalar.Tag.IsEmpty || !YamlTags.IsStandard(scalar.Tag.Value));
}
