namespace Esb.Build.Dockerfiles;

/// <summary>Walks through the physical lines of a text without copying them.</summary>
internal sealed class SourceLines(string text)
{
    private int _next;
    private Dictionary<string, int>? _lastLineOf;

    public string Text { get; } = text;

    /// <summary>Number of the present line, from 1; 0 before the first.</summary>
    public int Number { get; private set; }

    /// <summary>Where the present line begins in <see cref="Text"/>.</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends, without line feed and carriage returns.</summary>
    public int End { get; private set; }

    public ReadOnlySpan<char> Current => Text.AsSpan(Start, End - Start);

    public bool MoveNext()
    {
        if (_next >= Text.Length)
            return false;

        Start = _next;
        var feed = Text.IndexOf('\n', Start);
        End = feed < 0 ? Text.Length : feed;
        _next = feed < 0 ? Text.Length : feed + 1;
        while (End > Start && Text[End - 1] == '\r')
            End--;

        Number++;
        return true;
    }

    /// <summary>
    /// Whether a later line is exactly <paramref name="line"/>. Asked once for every heredoc, so all lines are looked
    /// through once at most: a file with many unclosed heredocs must not cost the square of its length.
    /// </summary>
    public bool HasLater(string line, bool withoutTabs)
    {
        _lastLineOf ??= IndexLines();
        return _lastLineOf.TryGetValue(withoutTabs ? "\0" + line : line, out var last) && last > Number;
    }

    private Dictionary<string, int> IndexLines()
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        var lines = new SourceLines(Text);
        while (lines.MoveNext())
        {
            index[lines.Current.ToString()] = lines.Number;
            index["\0" + lines.Current.TrimStart('\t').ToString()] = lines.Number;
        }

        return index;
    }
}
