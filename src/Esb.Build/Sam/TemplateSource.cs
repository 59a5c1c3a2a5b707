using System.Text;
using Esb.Build.Diagnostics;
using Esb.Build.Files;

namespace Esb.Build.Sam;

/// <summary>A template's text, and the lines and columns of its offsets.</summary>
internal sealed class TemplateSource
{
    /// <summary>Bytes; CloudFormation itself takes no template that is larger.</summary>
    public const int LargestFile = 1 << 20;

    private readonly List<int> _lineStarts = new() { 0 };

    public TemplateSource(string path, string text)
    {
        (Path, Text) = (path, text);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '\n' || (text[i] is '\r' && (i + 1 == text.Length || text[i + 1] is not '\n')))
                _lineStarts.Add(i + 1);
        }
    }

    /// <summary>Absolute.</summary>
    public string Path { get; }

    public string Text { get; }

    /// <returns><see langword="null"/> when it is no text that could be a template; that is reported.</returns>
    public static TemplateSource? Read(string path, ProblemList problems)
    {
        try
        {
            if (SpecialFile.Is(path))
                throw new IOException("it is no regular file.");

            using var file = File.OpenRead(path);
            var bytes = new byte[Math.Min(file.Length, LargestFile + 1)];
            if (file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) > LargestFile)
                problems.Add(Rules.TemplateTooLarge, new(path), $"has more than {LargestFile} bytes");
            else
                return Parse(path, bytes, problems);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(Rules.CannotRead, new(path), path, e.Message);
        }

        return null;
    }

    /// <summary>UTF-8; a byte order mark is no part of the text.</summary>
    public static TemplateSource? Parse(string path, ReadOnlySpan<byte> bytes, ProblemList problems)
    {
        var mark = bytes.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var source = new TemplateSource(path, Encoding.UTF8.GetString(bytes[mark..]));
        var strange = FindStrange(source.Text);
        if (strange < 0)
            return source;

        var what = source.Text[strange] == '\uFFFD'
            ? "this is no UTF-8. Save the file as UTF-8."
            : $"there is a control character (U+{(int)source.Text[strange]:X4}). Delete it.";
        problems.Add(Rules.TemplateSyntax, source.Position(strange), what);
        return null;
    }

    /// <summary>Line and column, from 1; an offset behind the end is the end's.</summary>
    public SourcePosition Position(int offset)
    {
        var at = Math.Clamp(offset, 0, Text.Length);
        var line = _lineStarts.BinarySearch(at);
        if (line < 0)
            line = ~line - 1;
        return new(Path, line + 1, at - _lineStarts[line] + 1);
    }

    /// <summary>The line that an offset is in, without its end.</summary>
    public ReadOnlySpan<char> Line(int line) => LineText(_lineStarts[line - 1]);

    public int LineCount => _lineStarts.Count;

    public int LineStart(int line) => _lineStarts[line - 1];

    // Control characters but tab, LF and CR; and what the decoder puts where bytes are no UTF-8. A loop: the vectors of
    // the framework cost more to start than a template takes to read.
    private static int FindStrange(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is (< ' ' and not ('\t' or '\n' or '\r')) or '\u007F' or '\uFFFD')
                return i;
        }

        return -1;
    }

    private ReadOnlySpan<char> LineText(int start)
    {
        var rest = Text.AsSpan(start);
        var end = rest.IndexOfAny('\r', '\n');
        return end < 0 ? rest : rest[..end];
    }

}
