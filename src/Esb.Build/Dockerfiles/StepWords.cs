namespace Esb.Build.Dockerfiles;

/// <summary>The words of <c>COPY</c> and <c>ADD</c>.</summary>
internal static class StepWords
{
    /// <summary>All but the last, which is the target, and but heredocs, whose text stands in the Dockerfile.</summary>
    public static IEnumerable<Word> SourcesOf(Instruction copy)
    {
        var hasHeredocs = copy.Heredocs.Count > 0;
        return copy.Words.SkipLast(1).Where(word => !hasHeredocs || !IsHeredoc(word.Text));
    }

    private static bool IsHeredoc(string word) =>
        word.AsSpan().TrimStart("0123456789").StartsWith("<<", StringComparison.Ordinal);
}
