using System.Text;

namespace Esb.Build.Dockerfiles;

/// <summary>
/// Reads the part of Go's regular expressions that an ignore pattern can become. What a pattern reaches only by
/// accident (<c>\b</c>, <c>\pL</c>, <c>[[:alpha:]]</c>) is refused: a wrong answer would be an image that is not built.
/// </summary>
internal sealed class GlobReader(string text)
{
    private int _at;

    public bool IsAtEnd => _at >= text.Length;

    /// <summary>A part of a sentence, after <see cref="ReadStep"/> gave nothing.</summary>
    public string Error { get; private set; } = "";

    public bool Take(string part)
    {
        if (!text.AsSpan(_at).StartsWith(part, StringComparison.Ordinal))
            return false;

        _at += part.Length;
        return true;
    }

    /// <returns><see langword="null"/> where the expression cannot be followed.</returns>
    public GlobStep? ReadStep()
    {
        if (Take("^"))
            return new(GlobStepKind.Start, []);

        var isCount = text[_at] == '{' && _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1]);
        if (isCount || text[_at] == '|')
            return Refuse($"'{text[_at]}' has a meaning of its own beside a wildcard; write it as '\\{text[_at]}'");

        var step = Take("[") ? ReadClass() : Take(".") ? AnyButLineFeed() : ReadSingle();
        return step is not null && Take("*") ? step with { IsRepeated = true } : step;
    }

    private static GlobStep AnyButLineFeed() => new(GlobStepKind.Class, ['\n', '\n'], IsNegated: true);

    private GlobStep? ReadSingle()
    {
        var ranges = new List<int>();
        return ReadMember(ranges) ? new(GlobStepKind.Class, [.. ranges]) : null;
    }

    private GlobStep? ReadClass()
    {
        var isNegated = Take("^");
        var ranges = new List<int>();
        for (var isFirst = true; !IsAtEnd && (isFirst || text[_at] != ']'); isFirst = false)
        {
            if (text.AsSpan(_at).StartsWith("[:", StringComparison.Ordinal))
                return Refuse("'[:' names a class of letters; write the letters");
            if (!ReadMember(ranges) || !ReadRangeEnd(ranges))
                return null;
        }

        return Take("]") ? new(GlobStepKind.Class, [.. ranges], isNegated) : Refuse("its '[' has no proper end");
    }

    private bool ReadRangeEnd(List<int> ranges)
    {
        if (_at + 1 >= text.Length || text[_at] != '-' || text[_at + 1] == ']')
            return true;

        _at++;
        var from = ranges.Count;
        if (!ReadMember(ranges) || ranges.Count != from + 2 || ranges[from] < ranges[from - 2])
            return Refuse("a range in its '[…]' ends before it begins") is not null;

        ranges[from - 1] = ranges[from];
        ranges.RemoveRange(from, 2);
        return true;
    }

    // One code point, or the several ranges of \d and its kin.
    private bool ReadMember(List<int> ranges)
    {
        if (Take("\\"))
            return ReadEscaped(ranges);

        Rune.DecodeFromUtf16(text.AsSpan(_at), out var rune, out var length);
        _at += length;
        ranges.AddRange([rune.Value, rune.Value]);
        return true;
    }

    private bool ReadEscaped(List<int> ranges)
    {
        var c = text[_at++];
        if (char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c))
        {
            ranges.AddRange([c, c]);
            return true;
        }

        int[]? known = c switch
        {
            'd' => ['0', '9'],
            's' => ['\t', '\n', '\f', '\r', ' ', ' '],
            'w' => ['0', '9', 'A', 'Z', '_', '_', 'a', 'z'],
            'a' => ['\a', '\a'],
            'f' => ['\f', '\f'],
            'n' => ['\n', '\n'],
            'r' => ['\r', '\r'],
            't' => ['\t', '\t'],
            'v' => ['\v', '\v'],
            _ => null,
        };
        ranges.AddRange(known ?? []);
        return known is not null
            || Refuse($"'\\{c}' does not stand for '{c}'; write it without the '\\'") is not null;
    }

    private GlobStep? Refuse(string reason)
    {
        Error = reason;
        return null;
    }
}
