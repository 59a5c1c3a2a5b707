using System.Globalization;

namespace Esb.Build.Diagnostics;

/// <summary>A problem that was found: which rule, where, and the finished sentence.</summary>
public sealed record Diagnostic(Rule Rule, SourcePosition? Position, string Message)
{
    public static Diagnostic Of(Rule rule, SourcePosition? position, params ReadOnlySpan<object?> values) =>
        new(rule, position, string.Format(CultureInfo.InvariantCulture, rule.Sentence, values));

    public override string ToString() => Position is { } at
        ? $"{at.File}({at.Line},{at.Column}): {Rule.Severity} {Rule.Code}: {Message}"
        : $"{Rule.Severity} {Rule.Code}: {Message}";
}
