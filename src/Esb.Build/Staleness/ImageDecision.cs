using Esb.Build.Fingerprints;

namespace Esb.Build.Staleness;

/// <summary>Whether an image must be built.</summary>
/// <param name="Changes">Why, the plainest first; none when it is up to date.</param>
public sealed record ImageDecision(string Target, IReadOnlyList<InputChange> Changes)
{
    public bool IsStale => Changes.Count > 0;

    /// <summary>One line for the log; empty when it is up to date.</summary>
    public string Reason => Changes.Count switch
    {
        0 => "",
        1 => Changes[0].Reason,
        var count => $"{Changes[0].Reason} (and {count - 1} more)",
    };
}
