namespace Esb.Build.Diagnostics;

/// <summary>Makes other programs' words fit into a sentence of ours.</summary>
public static class Sentence
{
    /// <summary>On one line, with a full stop.</summary>
    public static string End(string text)
    {
        var line = text.Trim().ReplaceLineEndings(" ");
        return line.Length > 0 && line[^1] is '.' or '!' or '?' ? line : line + ".";
    }

    /// <summary>The text itself, or as much of it as fits, with an ellipsis.</summary>
    public static string Shorten(string text, int length) =>
        text.Length <= length ? text : string.Concat(text.AsSpan(0, length - 1), "…");
}
