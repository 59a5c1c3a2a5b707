namespace Esb.Build.Dockerfiles;

/// <summary>Says what the patterns of an ignore file leave out. Safe for several threads.</summary>
public sealed class IgnoreMatcher
{
    private readonly IReadOnlyList<IgnorePattern> _patterns;
    private readonly bool _hasUnboundExceptions;

    public IgnoreMatcher(IReadOnlyList<IgnorePattern> patterns)
    {
        _patterns = patterns;
        foreach (var pattern in patterns)
        {
            HasExceptions |= pattern.IsException;
            _hasUnboundExceptions |= pattern is { IsException: true, HasWildcardsInside: true };
        }
    }

    /// <summary>Ignores nothing.</summary>
    public static IgnoreMatcher None { get; } = new([]);

    /// <summary>Whether something below an ignored folder may be sent after all.</summary>
    internal bool HasExceptions { get; }

    /// <summary>The matcher of a file; without a file nothing is ignored.</summary>
    public static IgnoreMatcher Of(IgnoreFile? file) => file is null ? None : new(file.Patterns);

    /// <summary>
    /// Whether a path is left out. A folder that is may still be sent, for a file below it that is not.
    /// </summary>
    /// <param name="relativePath">Relative to the context, with <c>/</c>; the context itself is never ignored.</param>
    public bool IsIgnored(string relativePath)
    {
        bool[] parent = [];
        for (var i = relativePath.IndexOf('/', StringComparison.Ordinal); ; i = relativePath.IndexOf('/', i + 1))
        {
            var own = NewMatches();
            var isIgnored = IsIgnored(relativePath.AsSpan(0, i < 0 ? relativePath.Length : i), parent, own);
            if (i < 0)
                return isIgnored;
            parent = own;
        }
    }

    /// <summary>Room for what a step of a walk finds out.</summary>
    internal bool[] NewMatches() => _patterns.Count == 0 ? [] : new bool[_patterns.Count];

    /// <summary>
    /// The same for one step of a walk. What matched a folder also matches all below it; but a pattern that could not
    /// change the answer for the folder was not compared with it, and then does not count below either.
    /// </summary>
    /// <param name="parent">What came out for the folder; empty at the root.</param>
    /// <param name="own">Gets which patterns matched, for the steps below; from <see cref="NewMatches"/>, used again
    /// for the next of the folder.</param>
    internal bool IsIgnored(ReadOnlySpan<char> path, ReadOnlySpan<bool> parent, Span<bool> own)
    {
        var isIgnored = false;
        for (var i = 0; i < own.Length; i++)
        {
            var pattern = _patterns[i];
            own[i] = (!parent.IsEmpty && parent[i]) || (pattern.IsException == isIgnored && pattern.IsMatch(path));
            if (own[i])
                isIgnored = !pattern.IsException;
        }

        return isIgnored;
    }

    /// <summary>
    /// Whether a walk must go into an ignored folder, because a <c>!</c> line may take back something below it.
    /// </summary>
    internal bool MayHaveExceptionsBelow(string folder)
    {
        if (!HasExceptions || _hasUnboundExceptions)
            return HasExceptions;

        foreach (var pattern in _patterns)
        {
            if (pattern.IsException && pattern.CanMatchBelow(folder))
                return true;
        }

        return false;
    }
}
