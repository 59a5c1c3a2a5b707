namespace Esb.Build.Staleness;

/// <summary>The table of <c>EsbPlan</c>: every image, whether it would be built, and why.</summary>
public static class PlanTable
{
    private const string Gap = "  ";
    private const string Stale = "stale";
    private const string Present = "up to date";

    /// <summary>Header, one line an image, and the sum.</summary>
    public static IReadOnlyList<string> Plan(IReadOnlyList<ImageDecision> decisions)
    {
        var width = decisions.Select(static d => d.Target.Length).Append("image".Length).Max();
        var lines = new List<string> { Row(width, "image", "state", "why") };
        lines.AddRange(decisions.Select(d => Row(width, d.Target, d.IsStale ? Stale : Present, d.Reason)));
        lines.Add($"{decisions.Count(static d => d.IsStale)} of {decisions.Count} images would be built");
        return lines;
    }

    private static string Row(int width, string target, string state, string why) =>
        $"{target.PadRight(width)}{Gap}{state.PadRight(Present.Length)}{Gap}{why}".TrimEnd();
}
