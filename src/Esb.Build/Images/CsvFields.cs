using System.Text;

namespace Esb.Build.Images;

/// <summary>
/// One record of comma-separated fields as BuildKit reads it for secrets, caches and outputs (Go's encoding/csv). A
/// field with a comma, a quote or a line end is quoted as a whole, a quote inside is doubled.
/// </summary>
public static class CsvFields
{
    /// <returns><see langword="null"/> when a quote is not closed or stands inside an unquoted field.</returns>
    public static IReadOnlyList<string>? TryParse(string text)
    {
        var fields = new List<string>();
        var at = 0;
        while (true)
        {
            var field = at < text.Length && text[at] == '"' ? Quoted(text, ref at) : Plain(text, ref at);
            if (field is null || (at < text.Length && text[at] != ','))
                return null;
            fields.Add(field);
            if (at++ == text.Length)
                return fields;
        }
    }

    /// <summary>Writes fields so that <see cref="TryParse"/> and BuildKit read the same.</summary>
    public static string Join(params ReadOnlySpan<string> fields)
    {
        var text = new StringBuilder();
        for (var i = 0; i < fields.Length; i++)
        {
            var field = fields[i];
            if (i > 0)
                text.Append(',');
            if (field.AsSpan().IndexOfAny(",\"\r\n") >= 0 || field.StartsWith(' '))
                text.Append('"').Append(field.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            else
                text.Append(field);
        }

        return text.ToString();
    }

    private static string? Plain(string text, ref int at)
    {
        var end = text.IndexOf(',', at);
        var field = end < 0 ? text[at..] : text[at..end];
        at += field.Length;
        return field.Contains('"', StringComparison.Ordinal) ? null : field;
    }

    private static string? Quoted(string text, ref int at)
    {
        var field = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                field.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                field.Append('"');
                at++;
            }
            else
            {
                at++;
                return field.ToString();
            }
        }

        return null;
    }
}
