using System.Diagnostics.CodeAnalysis;
using Esb.Build.Diagnostics;
using YamlDotNet.Core;

namespace Esb.Build.Sam;

/// <summary>A mistake that ends reading. Never leaves the room: the reader reports it.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Only thrown here, and always with a rule and a place")]
[SuppressMessage("Design", "CA1064", Justification = "Never leaves its room")]
internal sealed class YamlMistakeException(Rule rule, int offset, string message) : Exception(message)
{
    public Rule Rule => rule;

    public int Offset => offset;
}

/// <summary>
/// The parser's exceptions in words for somebody who writes templates. Its own speak of tokens and simple keys, and
/// point at where the parser was, which is not always where the mistake is.
/// </summary>
internal static class YamlMistake
{
    private const string Else =
        "this is no YAML. Look at the indentation, the quotes and the brackets here and in the line above.";

    // A part of the parser's message, and what it means.
    private static readonly (string Part, string What)[] Meanings =
    [
        ("found invalid mapping",
            "a second ': ' stands in one value. Put quotes around a text with ': ', or correct the indentation."),
        ("cannot start any token",
            "a text cannot begin with this character. Put quotes around it."),
        ("unknown escape character",
            "\"\\…\" has an escape that YAML does not know. Write '…' instead of \"…\", or \\\\ for a backslash."),
        ("unexpected end of stream",
            "these quotes are not closed. Close them."),
        ("wrong indentation",
            "a text in quotes goes on with too little indentation, or its quotes are not closed. Close them, or indent its lines."),
        ("did not find expected key",
            "this line is indented differently from those that it belongs to. Indent it as they are."),
        ("expected '-' indicator",
            "a list ends here by its indentation, and something else follows. Indent this line as the list's '-', or less."),
        ("expected ',' or ']'",
            "a list in brackets is not closed, or lacks a comma. Write [a, b]."),
        ("expected ',' or '}'",
            "a map in braces is not closed, or lacks a comma. Write {a: 1, b: 2}."),
        ("tag handle",
            "this tag has a '!' too many. Write !Ref, !Sub …"),
        ("expected node content",
            "a value is missing before this. Write it, or delete the comma."),
        ("incompatible YAML",
            "the %YAML line names a version that there is not. Delete the line."),
        ("block entries are not allowed",
            "a '-' cannot stand here. Begin a new line with it."),
        ("block sequence entries are not allowed",
            "a '-' cannot stand here. Begin a new line with it."),
        ("mapping values are not allowed",
            "a ': ' cannot stand here. Correct the indentation, or put quotes around the text."),
    ];

    /// <param name="current">Where the last good event begins.</param>
    public static (int Offset, string What) Of(Exception exception, TemplateSource source, int current)
    {
        var offset = exception is YamlException yaml ? (int)yaml.Start.Index : current;
        if (FindTab(source, offset, exception.Message) is { } tab)
            return (tab, "a line is indented with a tab. Use blanks.");
        if (exception is not YamlException)
            return (offset, "brackets or braces are opened before this and not closed. Close them.");

        foreach (var (part, what) in Meanings)
        {
            if (exception.Message.Contains(part, StringComparison.OrdinalIgnoreCase))
                return (offset, what);
        }

        return (offset, Else);
    }

    // Where the parser names a tab it points at what the tab is in, so it is looked for from there on. In brackets tabs
    // are legal.
    private static int? FindTab(TemplateSource source, int offset, string message)
    {
        var first = source.Position(offset).Line;
        var last = message.Contains("tab", StringComparison.Ordinal) ? source.LineCount : first;
        for (var line = first; line <= last && !source.Text.StartsWith('{'); line++)
        {
            var text = source.Line(line);
            var indentation = text[..^text.TrimStart(" \t").Length];
            if (indentation.Length < text.Length && indentation.Contains('\t'))
                return source.LineStart(line) + indentation.IndexOf('\t');
        }

        return null;
    }
}
