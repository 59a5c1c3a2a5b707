using System.Text.RegularExpressions;

namespace Esb.Conventions.Tests;

/// <summary>A section of <c>docs/errors.md</c>: <c>## ESB2001</c>, the sentence as a block, why, what to do.</summary>
/// <param name="Quote">The first block of the section: <c>error ESB2001: …</c>.</param>
/// <param name="Body">The whole section.</param>
internal sealed record DocumentedCode(string Code, string Quote, string Body)
{
    private const string Heading = "## ESB";
    private const string BlockStart = "```text\n";

    public static IReadOnlyList<DocumentedCode> ReadAll() =>
        [.. ("\n" + Sources.One("docs/errors.md").Text).Split("\n" + Heading)[1..].Select(Parse)];

    /// <summary>Whether the quote is this sentence; what differs from case to case is <c>&lt;…&gt;</c> there.</summary>
    /// <param name="parts">What stands between a sentence's placeholders.</param>
    public bool Quotes(string severity, IReadOnlyList<string> parts)
    {
        var sentence = string.Join("<[^>]+>", parts.Select(Regex.Escape));
        return Regex.IsMatch(Quote, $"^{severity} {Code}: {sentence}$", RegexOptions.None, TimeSpan.FromSeconds(1));
    }

    private static DocumentedCode Parse(string section)
    {
        var start = section.IndexOf(BlockStart, StringComparison.Ordinal);
        var quote = start < 0 ? "" : section[(start + BlockStart.Length)..];
        return new("ESB" + section[..4], quote.Split('\n')[0], section);
    }
}
