using Esb.Build.Diagnostics;

namespace Esb.Build.Images;

/// <summary>A step that BuildKit refuses until the one who builds has allowed what it does.</summary>
/// <param name="Entitlement">As <c>--allow</c> names it: <c>network.host</c> or <c>security.insecure</c>.</param>
/// <param name="Position">Its flag in a Dockerfile.</param>
public sealed record EntitlementLine(string Entitlement, SourcePosition Position)
{
    private string Flag => Entitlement is "network.host" ? "--network=host" : "--security=insecure";

    /// <summary>
    /// Reports each such step of an image at its line, for a buildx whose bake cannot be told to allow it.
    /// </summary>
    /// <param name="image">Its name.</param>
    /// <param name="buildx">The version.</param>
    public static void Refuse(
        string image, IReadOnlyList<EntitlementLine> lines, string buildx, ProblemList problems)
    {
        foreach (var line in lines)
            problems.Add(Rules.StepNeedsBuildx, line.Position, image, line.Flag, line.Entitlement, buildx);
    }
}
