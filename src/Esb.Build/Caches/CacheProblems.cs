using Esb.Build.Diagnostics;

namespace Esb.Build.Caches;

/// <summary>
/// What was wrong with the caches of a build: of one kind one warning, however many images it is about.
/// </summary>
internal sealed class CacheProblems
{
    private readonly ProblemList _found = new();
    private readonly Dictionary<Rule, (string Place, string Reason, HashSet<string> Places)> _failures = [];

    public void Add(Rule rule, params ReadOnlySpan<object?> values) => _found.Add(rule, position: null, values);

    public void NotWritten(string place, string reason) => AddFailure(Rules.CacheNotWritten, place, reason);

    public void NotRead(string place, string reason) => AddFailure(Rules.CacheNotRead, place, reason);

    public void AddTo(ProblemList problems)
    {
        // One that cannot be reached is one thing.
        if (_failures.TryGetValue(Rules.CacheNotRead, out var unread)
            && _failures.TryGetValue(Rules.CacheNotWritten, out var unwritten)
            && unwritten.Places.IsSubsetOf(unread.Places))
        {
            _failures.Remove(Rules.CacheNotWritten);
        }

        foreach (var (rule, (place, reason, places)) in _failures)
            _found.Add(rule, position: null, place, Sentence.End(Sentence.Shorten(reason, 400)), places.Count);
        foreach (var problem in _found.Found)
            problems.Add(problem);
    }

    private void AddFailure(Rule rule, string place, string reason)
    {
        if (!_failures.TryGetValue(rule, out var failure))
            _failures.Add(rule, failure = (place, reason, new(StringComparer.Ordinal)));
        failure.Places.Add(place);
    }
}
