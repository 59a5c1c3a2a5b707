using System.Runtime.InteropServices;
using System.Text;
using Esb.Build.Processes;

namespace Esb.Build.Bake;

/// <summary>
/// Makes lines of a step's output, which comes in pieces, and keeps the last ones for the case that it fails.
/// </summary>
internal sealed class StepOutput(SecretMask mask)
{
    /// <summary>How many lines of a failed step are shown.</summary>
    public const int Kept = 100;

    // A program that never ends its line must not fill the memory.
    private const int LongestLine = 64 * 1024;
    private readonly Queue<string> _last = new();
    private readonly List<byte>[] _open = [[], []];

    public IReadOnlyCollection<string> Last => _last;

    /// <returns>The lines that are complete with this piece, masked.</returns>
    public IReadOnlyList<string> Add(int stream, ReadOnlySpan<byte> data)
    {
        var open = _open[stream == 2 ? 1 : 0];
        var lines = new List<string>();
        while (data.IndexOf((byte)'\n') is var end and >= 0)
        {
            open.AddRange(data[..end]);
            Take(open, lines);
            data = data[(end + 1)..];
        }

        open.AddRange(data);
        if (open.Count > LongestLine)
            Take(open, lines);
        return lines;
    }

    /// <returns>What the program left without a line end.</returns>
    public IReadOnlyList<string> Close()
    {
        var lines = new List<string>();
        foreach (var open in _open)
        {
            if (open.Count > 0)
                Take(open, lines);
        }

        return lines;
    }

    private void Take(List<byte> open, List<string> lines)
    {
        var line = mask.Apply(TerminalText.Plain(Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(open))));
        open.Clear();
        lines.Add(line);
        _last.Enqueue(line);
        if (_last.Count > Kept)
            _last.Dequeue();
    }
}
