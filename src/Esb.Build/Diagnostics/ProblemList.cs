namespace Esb.Build.Diagnostics;

/// <summary>
/// Where a reader, parser or planner puts what it found wrong, so that a user gets all mistakes at once, and each only
/// once: an image is checked for every mode that it is made for. Not thread-safe: one list a build step.
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
        if (_found.Contains(diagnostic))
            return;

        _found.Add(diagnostic);
        HasErrors |= diagnostic.Rule.Severity == Severity.Error;
    }
}
