using System.Globalization;

namespace Esb.Build.Bake;

/// <summary>Lines of a Dockerfile as BuildKit shows them around a mistake.</summary>
/// <param name="FileName">Without a folder.</param>
/// <param name="Line">Where the instruction begins, from 1.</param>
/// <param name="Lines">Number and text.</param>
internal sealed record SourceExcerpt(string FileName, int Line, IReadOnlyList<(int Number, string Text)> Lines)
{
    /// <summary>The text of the line where the instruction begins; empty where it is not shown.</summary>
    public string Instruction => Lines.FirstOrDefault(l => l.Number == Line).Text?.Trim() ?? "";
}

/// <summary>What bake prints in words after its progress when it fails.</summary>
/// <param name="Target">The target it names; empty where it names none (0.13, and with one target).</param>
/// <param name="Reason">The last error without the words that every error begins with; empty where there is
/// none.</param>
/// <param name="Excerpt">The last one.</param>
internal sealed record FailureText(string Target, string Reason, SourceExcerpt? Excerpt)
{
    private const string ErrorMark = "ERROR: ";
    private const string TargetMark = "target ";
    private const string Rule = "--------------------";

    private static readonly string[] Wrappings =
    [
        "failed to build: ", "failed to solve: ", "failed to compute cache key: ", "failed to run Build function: ",
        "rpc error: code = Unknown desc = ",
    ];

    public static FailureText Parse(IReadOnlyList<string> lines)
    {
        var (target, reason) = ("", "");
        SourceExcerpt? excerpt = null;
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].StartsWith(ErrorMark, StringComparison.Ordinal))
                (target, reason) = Unwrap(lines[i][ErrorMark.Length..]);
            else if (i + 1 < lines.Count && lines[i + 1].StartsWith(Rule, StringComparison.Ordinal))
                excerpt = ParseExcerpt(lines, i) ?? excerpt;
        }

        return new(target, reason, excerpt);
    }

    private static (string Target, string Reason) Unwrap(string text)
    {
        var target = "";
        if (text.StartsWith(TargetMark, StringComparison.Ordinal)
            && text.IndexOf(": ", StringComparison.Ordinal) is var end and > 0
            && !text[TargetMark.Length..end].Contains(' ', StringComparison.Ordinal))
        {
            target = text[TargetMark.Length..end];
            text = text[(end + 2)..];
        }

        while (Array.Find(Wrappings, w => text.StartsWith(w, StringComparison.Ordinal)) is { } wrapping)
            text = text[wrapping.Length..];
        return (target, text);
    }

    // Dockerfile:4, a rule, `   3 |     text` or `   4 | >>> text`, a rule
    private static SourceExcerpt? ParseExcerpt(IReadOnlyList<string> lines, int head)
    {
        var colon = lines[head].LastIndexOf(':');
        if (colon <= 0 || !TryNumber(lines[head].AsSpan(colon + 1), out var line))
            return null;

        var shown = new List<(int, string)>();
        for (var i = head + 2; i < lines.Count && !lines[i].StartsWith(Rule, StringComparison.Ordinal); i++)
        {
            var bar = lines[i].IndexOf(" |", StringComparison.Ordinal);
            if (bar < 0 || !TryNumber(lines[i].AsSpan(0, bar), out var number))
                break;
            var text = lines[i].AsSpan(bar + 2);
            shown.Add((number, text.Length > 5 ? text[5..].ToString() : ""));
        }

        return new(lines[head][..colon], line, shown);
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out number);
}
