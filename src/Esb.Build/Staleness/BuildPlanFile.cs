using System.Security.Cryptography;
using System.Text.Json;
using Esb.Build.Diagnostics;
using Esb.Build.Files;

namespace Esb.Build.Staleness;

/// <summary>
/// The file by which the tasks of one build hand its plan on. Each build has files of its own, so that no other build
/// of the project comes between, and the name is the digest of the content, so that nothing else is taken for the plan.
/// </summary>
public static class BuildPlanFile
{
    private const int DigestLength = 64;

    // A build that was killed leaves its file behind. One may wait for another for an hour.
    private static readonly TimeSpan LongestBuild = TimeSpan.FromDays(1);

    /// <returns>Absolute path of the file, which the build deletes at its end.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static string Write(BuildPlan plan)
    {
        var text = BuildPlanJson.Write(plan).Span;
        var name = Convert.ToHexStringLower(SHA256.HashData(text)) + "." + Path.GetRandomFileName();
        var path = Path.Join(plan.Paths.PlansDirectory, name);
        GeneratedFile.Write(path, text);
        return path;
    }

    /// <summary>Writes the plan for people and tools, when it differs.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Publish(BuildPlan plan) =>
        GeneratedFile.Write(plan.Paths.PlanFile, BuildPlanJson.Write(plan).Span);

    /// <param name="path">What <see cref="Write"/> returned.</param>
    /// <param name="problems">Gets <see cref="Rules.OtherPlan"/>.</param>
    /// <returns><see langword="null"/> where it is not the plan that was written.</returns>
    public static BuildPlan? Read(string path, ProblemList problems)
    {
        try
        {
            var text = File.ReadAllBytes(path);
            var digest = Convert.ToHexStringLower(SHA256.HashData(text));
            if (Path.GetFileName(path).StartsWith(digest, StringComparison.Ordinal))
                return BuildPlanJson.Read(text);

            problems.Add(Rules.OtherPlan, position: null, path, "its content is another one.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException
            or KeyNotFoundException or InvalidOperationException)
        {
            problems.Add(Rules.OtherPlan, position: null, path, Sentence.End(e.Message));
        }

        return null;
    }

    /// <summary>Deletes what builds have left that were killed, and says which plans there are.</summary>
    /// <exception cref="IOException">A file cannot be deleted.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be deleted.</exception>
    public static IReadOnlyList<BuildPlan> Living(ProjectPaths paths)
    {
        var plans = new List<BuildPlan>();
        if (!Directory.Exists(paths.PlansDirectory))
            return plans;

        var oldest = TimeProvider.System.GetUtcNow().UtcDateTime - LongestBuild;
        foreach (var file in Directory.EnumerateFiles(paths.PlansDirectory))
        {
            if (File.GetLastWriteTimeUtc(file) < oldest)
                File.Delete(file);
            else if (Path.GetFileName(file).Length > DigestLength && Read(file, new()) is { } plan)
                plans.Add(plan);
        }

        return plans;
    }
}
