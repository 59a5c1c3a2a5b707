using System.Text;

namespace Esb.Build.Bake;

/// <summary>Turns what a program wrote for a terminal into a line for a log.</summary>
internal static class TerminalText
{
    private const char Escape = '\u001b';

    /// <returns>The line as a terminal shows it in the end: without colours, and of a progress bar only its last
    /// state.</returns>
    public static string Plain(string line)
    {
        var text = line.TrimEnd('\r');
        text = text[(text.LastIndexOf('\r') + 1)..];
        return text.Contains(Escape, StringComparison.Ordinal) ? WithoutSequences(text) : text;
    }

    // ESC [ parameters letter
    private static string WithoutSequences(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != Escape)
            {
                plain.Append(text[i]);
                continue;
            }

            if (i + 1 >= text.Length || text[i + 1] != '[')
                continue;
            for (i += 2; i < text.Length && text[i] is < '@' or > '~'; i++)
            {
                // A parameter of the sequence: nothing that is shown.
            }
        }

        return plain.ToString();
    }
}
