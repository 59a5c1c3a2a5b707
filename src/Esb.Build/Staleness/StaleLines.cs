using Esb.Build.Fingerprints;

namespace Esb.Build.Staleness;

/// <summary>What a build's log says of stale images before they are built.</summary>
public static class StaleLines
{
    private const int ShownDigits = 12;
    private const int DigestDigits = 64;

    /// <summary>One line for each stale image, or one that all are up to date.</summary>
    /// <param name="explains">Whether each image is followed by every changed input, old and new.</param>
    public static IReadOnlyList<string> Plan(IReadOnlyList<ImageDecision> decisions, bool explains)
    {
        var lines = new List<string>();
        foreach (var decision in decisions.Where(static d => d.IsStale))
        {
            lines.Add($"{decision.Target}: {decision.Reason}");
            if (explains)
                lines.AddRange(decision.Changes.Select(Explain));
        }

        var present = decisions.Count(static d => !d.IsStale);
        if (present > 0)
            lines.Add(present == 1 ? "1 image is up to date" : $"{present} images are up to date");
        return lines;
    }

    private static string Explain(InputChange change) =>
        change.Old.Length == 0 && change.New.Length == 0
            ? $"  {change.Reason}"
            : $"  {change.Reason}: {Value(change.Old)} → {Value(change.New)}";

    private static string Value(string value) => value.Length switch
    {
        0 => "nothing",
        DigestDigits => value[..ShownDigits],
        _ => value,
    };
}
