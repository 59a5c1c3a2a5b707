using System.Text;

namespace Esb.Build.Dockerfiles;

/// <summary>
/// Finds <c>&lt;&lt;NAME</c> in <c>RUN</c>, <c>COPY</c> and <c>ADD</c>, and takes its lines from the source. One that
/// is never closed is taken for plain text: older frontends read <c>1 &lt;&lt; 2</c> that way, and newer ones refuse
/// the file.
/// </summary>
internal static class HeredocParser
{
    public static IReadOnlyList<Heredoc> Take(Instruction instruction, LogicalLine line, SourceLines source)
    {
        var holder = instruction.Trigger ?? instruction;
        var mayHave = holder.Keyword is "RUN" or "COPY" or "ADD" && line.Text.Contains("<<", StringComparison.Ordinal);
        if (!mayHave || JsonForm.Parse(holder.Arguments) is not null)
            return [];

        var heredocs = new List<Heredoc>();
        foreach (var word in HeredocWords.Split(line.Text))
        {
            if (NameOf(word, out var withoutTabs) is not { } name)
                continue;
            if (!source.HasLater(name, withoutTabs))
                break;

            var first = source.Number + 1;
            while (source.MoveNext() && !IsEnd(source.Current, name, withoutTabs))
            {
            }

            heredocs.Add(new(name, first, source.Number - first));
        }

        return heredocs;
    }

    private static bool IsEnd(ReadOnlySpan<char> line, string name, bool withoutTabs) =>
        (withoutTabs ? line.TrimStart('\t') : line).SequenceEqual(name);

    // [digits] << [-] [blanks] name
    private static string? NameOf(string word, out bool withoutTabs)
    {
        withoutTabs = false;
        var rest = word.AsSpan().TrimStart("0123456789");
        if (!rest.StartsWith("<<", StringComparison.Ordinal))
            return null;

        rest = rest[2..];
        withoutTabs = rest is ['-', ..];
        rest = (withoutTabs ? rest[1..] : rest).TrimStart();
        return rest.Length == 0 || rest.Contains('<') ? null : Unquote(rest);
    }

    private static string? Unquote(ReadOnlySpan<char> quoted)
    {
        var name = new StringBuilder();
        var quote = '\0';
        for (var i = 0; i < quoted.Length; i++)
        {
            var c = quoted[i];
            if (c == quote)
                quote = '\0';
            else if (quote == '\0' && c is '"' or '\'')
                quote = c;
            else if (quote == '\0' && char.IsWhiteSpace(c))
                return null;
            else if (c == '\\' && quote == '\0')
                name.Append(++i < quoted.Length ? quoted[i] : null);
            else
                name.Append(c);
        }

        return quote == '\0' && name.Length > 0 ? name.ToString() : null;
    }
}
