namespace Esb.Build.Files;

/// <summary>Rows of text with their columns one below the other.</summary>
public static class TextTable
{
    private const string Gap = "  ";

    /// <param name="rows">All with the same number of cells.</param>
    /// <param name="numbers">How many columns at the end hold numbers, which stand to the right.</param>
    public static IReadOnlyList<string> Align(IReadOnlyList<string[]> rows, int numbers)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(c => rows.Max(row => row[c].Length)).ToArray();
        return [.. rows.Select(row => string.Join(Gap, row.Select((cell, c) => c >= row.Length - numbers
            ? cell.PadLeft(widths[c])
            : cell.PadRight(widths[c]))))];
    }
}
