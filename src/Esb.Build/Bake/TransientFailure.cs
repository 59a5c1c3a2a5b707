namespace Esb.Build.Bake;

/// <summary>Engine errors that pass when the same is tried again (moby/buildkit#6521 and its sisters).</summary>
internal static class TransientFailure
{
    /// <param name="reason">BuildKit's reason, without the output or the command of a step.</param>
    public static bool Is(string reason) =>
        (Has(reason, "failed to prepare extraction snapshot") && Has(reason, "does not exist"))
        || (Has(reason, "during finalize") && Has(reason, "failed to stat active key"))
        || Has(reason, "no such job");

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.Ordinal);
}
