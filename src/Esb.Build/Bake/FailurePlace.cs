using Esb.Build.Definitions;
using Esb.Build.Diagnostics;
using Esb.Build.Processes;

namespace Esb.Build.Bake;

/// <summary>
/// Finds the Dockerfile that a mistake is in. BuildKit says its name without the folder and shows lines of it; which
/// target it belongs to is said by newer versions only, and then of linked targets the wrong one.
/// </summary>
internal static class FailurePlace
{
    /// <param name="suspects">Targets that have to do with the failure, the likeliest first.</param>
    /// <param name="mask">What the excerpt has gone through.</param>
    /// <returns>The target, and the place where one is known.</returns>
    public static (ImageDefinition? Target, SourcePosition? Position) Find(
        BakeRequest request, SourceExcerpt? excerpt, IReadOnlyList<string> suspects, SecretMask mask)
    {
        var known = suspects
            .Select(name => request.All.FirstOrDefault(t => string.Equals(t.Target, name, StringComparison.Ordinal)))
            .OfType<ImageDefinition>()
            .ToList();
        if (known.Count == 0 && request.Targets.Count == 1)
            known.Add(request.Targets[0]);

        if (excerpt is null)
            return known.Count == 0 ? (null, null) : (known[0], new(known[0].Dockerfile));

        // A file that changed in the meantime is still the one that is meant.
        var found = known.Concat(request.All).FirstOrDefault(t => Shows(t, excerpt, mask))
            ?? known.Find(t => HasName(t, excerpt));
        return found is null ? (known.FirstOrDefault(), null) : (found, new(found.Dockerfile, excerpt.Line, 1));
    }

    private static bool HasName(ImageDefinition target, SourceExcerpt excerpt) =>
        string.Equals(Path.GetFileName(target.Dockerfile), excerpt.FileName, StringComparison.Ordinal);

    private static bool Shows(ImageDefinition target, SourceExcerpt excerpt, SecretMask mask)
    {
        if (!HasName(target, excerpt) || !File.Exists(target.Dockerfile))
            return false;

        try
        {
            var lines = File.ReadAllLines(target.Dockerfile);
            return excerpt.Lines.All(l => l.Number > lines.Length
                ? l.Text.Length == 0
                : string.Equals(mask.Apply(lines[l.Number - 1].TrimEnd()), l.Text.TrimEnd(), StringComparison.Ordinal));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
