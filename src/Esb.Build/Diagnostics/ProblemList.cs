namespace Esb.Build.Diagnostics;

/// <summary>
/// Where a reader, parser or planner puts what it found wrong, so that a user gets all mistakes at once. Not thread-safe: one list a build step.
/// </summary>
public sealed class ProblemList
{
    private readonly List<Diagnostic> _found = [];

    public IReadOnlyList<Diagnostic> Found => _found;

    public bool HasErrors { get; private set; }

    public void Add(Rule rule, SourcePosition? position, params ReadOnlySpan<object?> values) =>
        Add(Diagnostic.Of(rule, position, values));

    public void Add(Diagnostic diagnostic)
    {
        _found.Add(diagnostic);
        HasErrors |= diagnostic.Rule.Severity == Severity.Error;
    }
}
