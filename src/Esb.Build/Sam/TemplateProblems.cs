using Esb.Build.Diagnostics;

namespace Esb.Build.Sam;

/// <summary>Where a template's problems go, by offset. Nobody reads the hundredth.</summary>
internal sealed class TemplateProblems(TemplateSource source, ProblemList problems)
{
    private const int Most = 100;

    private int _count;

    public TemplateSource Source => source;

    /// <summary>Whether reading on would only find more of the same.</summary>
    public bool AreMany => _count >= Most;

    public void Add(Rule rule, int offset, params ReadOnlySpan<object?> values)
    {
        if (!AreMany)
            problems.Add(rule, source.Position(offset), values);
        _count++;
    }
}
