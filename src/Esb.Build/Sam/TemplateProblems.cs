using Esb.Build.Diagnostics;

namespace Esb.Build.Sam;

/// <summary>
/// Where a template's problems go, by offset. Nobody reads the hundredth, nor what is wrong once in Globals for each
/// function again.
/// </summary>
internal sealed class TemplateProblems(TemplateSource source, ProblemList problems)
{
    private const int Most = 100;

    private readonly HashSet<(Rule, int, string)> _added = new();
    private int _count;

    public TemplateSource Source => source;

    /// <summary>Whether reading on would only find more of the same.</summary>
    public bool AreMany => _count >= Most;

    /// <param name="values">The first says whose problem it is; what differs only in that is the same.</param>
    public void Add(Rule rule, int offset, params ReadOnlySpan<object?> values)
    {
        if (values.Length > 1 && !_added.Add((rule, offset, string.Join('\n', values[1..]))))
            return;

        if (!AreMany)
            problems.Add(rule, source.Position(offset), values);
        _count++;
    }
}
