using System.Text;

namespace Esb.Build.Dockerfiles;

/// <summary>
/// One instruction's text, its continuation lines joined, that still knows where each of its characters stood.
/// </summary>
internal sealed class LogicalLine
{
    // Offset in Text, line and column of each piece; a list of integers, because a list of tuples costs its own
    // compilation.
    private readonly List<int> _pieces = new(3);

    private LogicalLine()
    {
    }

    public string Text { get; private set; } = "";

    /// <summary>
    /// The next instruction's text; <see langword="null"/> at the end. Comments and empty lines are left out.
    /// </summary>
    public static LogicalLine? Read(SourceLines source, char escape)
    {
        while (source.MoveNext())
        {
            var start = source.Start + LeadingBlanks(source.Current);
            if (start == source.End || source.Text[start] == '#')
                continue;

            var line = new LogicalLine();
            var end = source.End;
            var goesOn = TakeContinuation(source.Text.AsSpan(start, end - start), escape, ref end);
            line.Locate(0, source.Number, start - source.Start + 1);
            var first = source.Text[start..end];
            line.Text = goesOn ? line.Join(source, escape, first) : first;
            if (!string.IsNullOrWhiteSpace(line.Text))
                return line;
        }

        return null;
    }

    public (int Line, int Column) PositionAt(int offset)
    {
        var low = 0;
        var high = (_pieces.Count / 3) - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_pieces[middle * 3] <= offset)
                low = middle;
            else
                high = middle - 1;
        }

        return (_pieces[(low * 3) + 1], _pieces[(low * 3) + 2] + offset - _pieces[low * 3]);
    }

    private string Join(SourceLines source, char escape, string first)
    {
        var text = new StringBuilder().Append(first);
        while (source.MoveNext())
        {
            var current = source.Current;
            var blanks = LeadingBlanks(current);
            if (blanks == current.Length || current[blanks] == '#')
                continue;

            var end = source.End;
            var goesOn = TakeContinuation(current, escape, ref end);
            Locate(text.Length, source.Number, 1);
            text.Append(source.Text.AsSpan(source.Start, end - source.Start));
            if (!goesOn)
                break;
        }

        return text.ToString();
    }

    private void Locate(int offset, int line, int column)
    {
        _pieces.Add(offset);
        _pieces.Add(line);
        _pieces.Add(column);
    }

    // An escape character before nothing but blanks goes on; two of them are one that was escaped.
    private static bool TakeContinuation(ReadOnlySpan<char> line, char escape, ref int end)
    {
        var trimmed = line.TrimEnd(" \t");
        if (trimmed.Length == 0 || trimmed[^1] != escape || (trimmed.Length > 1 && trimmed[^2] == escape))
            return false;

        end -= line.Length - trimmed.Length + 1;
        return true;
    }

    private static int LeadingBlanks(ReadOnlySpan<char> line) => line.Length - line.TrimStart().Length;
}
