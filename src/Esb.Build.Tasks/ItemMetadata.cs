using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Build.Framework;

namespace Esb.Build.Tasks;

/// <summary>Reads item metadata and properties as users write them.</summary>
internal static class ItemMetadata
{
    private static readonly SearchValues<char> Special = SearchValues.Create("%;$@'*?( \t\r\n");

    /// <summary>
    /// The entries of a list that was written with <c>;</c>. An escaped semicolon (<c>%3B</c>) is part of its entry.
    /// </summary>
    public static IReadOnlyList<string> List(ITaskItem item, string name) =>
        SplitEscaped(((ITaskItem2)item).GetMetadataValueEscaped(name));

    /// <summary>The same for text that MSBuild has not unescaped yet.</summary>
    public static IReadOnlyList<string> SplitEscaped(string? escaped)
    {
        if (string.IsNullOrEmpty(escaped))
            return [];

        var entries = new List<string>();
        foreach (var entry in escaped.Split(';'))
        {
            // Trimmed before it is unescaped: blanks of a list over several lines go, a blank written %20 stays.
            var text = entry.Trim();
            if (text.Length > 0)
                entries.Add(Unescape(text));
        }

        return entries;
    }

    /// <summary>Properties reach a task unescaped, so their lists hold plain words only.</summary>
    public static IReadOnlyList<string> Words(string list) =>
        list.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>
    /// Text that <see cref="List"/> reads back as it is. Only these characters mean something: to MSBuild in metadata,
    /// and blanks to <see cref="List"/> itself.
    /// </summary>
    public static string Escape(string text) =>
        text.AsSpan().IndexOfAny(Special) < 0
            ? text
            : string.Concat(text.Select(static c => Special.Contains(c) ? $"%{(int)c:X2}" : c.ToString()));

    /// <summary>MSBuild's escape, <c>%XX</c>: every other percent sign is itself.</summary>
    private static string Unescape(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
            return text;

        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && TryByte(text.AsSpan(i + 1), out var character))
            {
                result.Append((char)character);
                i += 2;
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }

    private static bool TryByte(ReadOnlySpan<char> text, out byte value)
    {
        value = 0;
        return text.Length >= 2
            && byte.TryParse(text[..2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
