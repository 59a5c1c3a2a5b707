namespace Esb.Build.Bake;

/// <summary>Engine errors that pass when the same is tried again (moby/buildkit#6521 and its sisters).</summary>
internal static class TransientFailure
{
    private const int FewestOfHalves = 10;

    /// <param name="reason">BuildKit's reason, without the output or the command of a step.</param>
    public static bool Is(string reason) =>
        (Has(reason, "failed to prepare extraction snapshot") && Has(reason, "does not exist"))
        || (Has(reason, "during finalize") && Has(reason, "failed to stat active key"))
        || IsOfNames(reason)
        || Has(reason, "no such job")
        // Nobody else sets a limit: BuildKit gives itself a few seconds for what it does beside the build, such as to
        // write the record that it keeps of it ("failed commit on ref \"history-…", "failed to copy").
        || (Has(reason, "DeadlineExceeded: ") && Has(reason, "context deadline exceeded"));

    /// <summary>How many targets a call may have after this failure.</summary>
    /// <param name="targets">Of the call that failed.</param>
    public static int MostAfter(string reason, int targets) =>
        // One alone is spared: of a hundred each is alone before it would have failed for the third time.
        IsOfNames(reason) ? Math.Max(1, targets / 10)
        // Fewer at once meet each other less, and less is lost when they do.
        : Math.Max(FewestOfHalves, targets / 2);

    // What the containerd store holds says which repositories it is from. Targets that begin with one image under
    // several names add theirs at once, and lose some; what lost its own is asked of a registry. Of eight new names
    // nine bakes of ten failed so (26.1.5), and some three times in a row.
    private static bool IsOfNames(string reason) =>
        Has(reason, "failed to load cache key: failed to do request") && Has(reason, "/manifests/sha256:");

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.Ordinal);
}
