namespace Esb.Build.Dockerfiles;

/// <summary>Says what the patterns of an ignore file leave out. Safe for several threads.</summary>
public sealed class IgnoreMatcher
{
    private readonly IReadOnlyList<IgnorePattern> _patterns;
    private readonly bool _hasExceptions;
    private readonly bool _hasUnboundExceptions;

    public IgnoreMatcher(IReadOnlyList<IgnorePattern> patterns)
    {
        _patterns = patterns;
        foreach (var pattern in patterns)
        {
            _hasExceptions |= pattern.IsException;
            _hasUnboundExceptions |= pattern is { IsException: true, HasWildcardsInside: true };
        }
    }

    /// <summary>Ignores nothing.</summary>
    public static IgnoreMatcher None { get; } = new([]);

    /// <summary>The matcher of a file; without a file nothing is ignored.</summary>
    public static IgnoreMatcher Of(IgnoreFile? file) => file is null ? None : new(file.Patterns);

    /// <summary>
    /// Whether a path is left out. A folder that is may still be sent, for a file below it that is not.
    /// </summary>
    /// <param name="relativePath">Relative to the context, with <c>/</c>; the context itself is never ignored.</param>
    public bool IsIgnored(string relativePath)
    {
        var isIgnored = false;
        bool[]? parent = null;
        for (var i = relativePath.IndexOf('/', StringComparison.Ordinal); ; i = relativePath.IndexOf('/', i + 1))
        {
            var end = i < 0 ? relativePath.Length : i;
            isIgnored = IsIgnored(relativePath.AsSpan(0, end), parent, out parent);
            if (i < 0)
                return isIgnored;
        }
    }

    /// <summary>
    /// The same for one step of a walk. What matched a folder also matches all below it; but a pattern that could not
    /// change the
    /// answer for the folder was not compared with it, and then does not count below either.
    /// </summary>
    /// <param name="parent">What came out for the folder; <see langword="null"/> at the root.</param>
    /// <param name="own">Which patterns matched, for the steps below.</param>
    internal bool IsIgnored(ReadOnlySpan<char> path, bool[]? parent, out bool[] own)
    {
        var isIgnored = false;
        own = _patterns.Count == 0 ? [] : new bool[_patterns.Count];
        for (var i = 0; i < own.Length; i++)
        {
            var pattern = _patterns[i];
            if (parent?[i] != true && (pattern.IsException != isIgnored || !pattern.IsMatch(path)))
                continue;

            own[i] = true;
            isIgnored = !pattern.IsException;
        }

        return isIgnored;
    }

    /// <summary>
    /// Whether a walk must go into an ignored folder, because a <c>!</c> line may take back something below it.
    /// </summary>
    internal bool MayHaveExceptionsBelow(string folder)
    {
        if (!_hasExceptions || _hasUnboundExceptions)
            return _hasExceptions;

        foreach (var pattern in _patterns)
        {
            if (pattern.IsException && pattern.CanMatchBelow(folder))
                return true;
        }

        return false;
    }
}
