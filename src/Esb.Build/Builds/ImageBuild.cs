using System.Globalization;
using Esb.Build.Bake;
using Esb.Build.Diagnostics;
using Esb.Build.Files;
using Esb.Build.Processes;
using Esb.Build.Records;
using Esb.Build.Staleness;

namespace Esb.Build.Builds;

/// <summary>Builds what of a plan is stale, one build of a project at a time.</summary>
public static class ImageBuild
{
    private const string LockName = "bake";

    /// <param name="plan">Of which the engine was asked.</param>
    /// <returns>
    /// The images that were built, also where others failed; the problems then have the error. Where another build of
    /// the project came between plan and build, those too that it has built meanwhile.
    /// </returns>
    /// <exception cref="OperationCanceledException">The build was cancelled while it waited or after images were
    /// built.</exception>
    public static IReadOnlyList<ImageRecord> Run(
        BuildPlan plan, BuildOptions options, BuildSeams seams, ProblemList problems, CancellationToken cancellation)
    {
        if (!plan.Stale.Any())
            return [];

        try
        {
            // The one guards what people see of the build, the other what is remembered of the files; another output
            // folder of the project shares the latter.
            using var output = Lock(plan.Paths.OutputDirectory, plan, options, seams, problems, cancellation);
            using var state = output is null
                ? null
                : Lock(plan.Paths.ProjectState, plan, options, seams, problems, cancellation);
            return state is null ? [] : RunLocked(plan, options, seams, problems, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(WriteFailure.Of(e, plan.Paths.OutputDirectory));
            return [];
        }
    }

    /// <summary>Deletes what builds have left in the project's output folder.</summary>
    /// <exception cref="IOException">Something cannot be deleted.</exception>
    /// <exception cref="UnauthorizedAccessException">Something may not be deleted.</exception>
    /// <exception cref="OperationCanceledException">The build was cancelled while it waited.</exception>
    public static void Clean(
        ProjectPaths paths, TimeSpan lockTimeout, ProblemList problems, CancellationToken cancellation)
    {
        if (!Directory.Exists(paths.OutputDirectory))
            return;

        using var held = Lock(
            paths.OutputDirectory, "cleans its output folder", lockTimeout, static _ => { }, problems, cancellation);
        if (held is not null)
            OutputFolder.Clean(paths);
    }

    /// <summary>
    /// Takes images out of the record that have left the project. Where a build holds the record, that build does so.
    /// </summary>
    /// <exception cref="IOException">The record cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The record may not be written.</exception>
    internal static void ForgetOthers(BuildPlan plan, CancellationToken cancellation)
    {
        var known = plan.Images.Select(static i => i.Target).ToHashSet(StringComparer.Ordinal);
        if (ImagesRecord.Read(plan.Paths.ImagesFile).All(r => known.Contains(r.Target)))
            return;

        using var held = Lock(
            plan.Paths.OutputDirectory, "forgets images", TimeSpan.Zero, static _ => { }, new(), cancellation);
        if (held is not null)
            ImagesRecord.Write(plan.Paths.ImagesFile, [], target => !known.Contains(target));
    }

    private static IReadOnlyList<ImageRecord> RunLocked(
        BuildPlan plan, BuildOptions options, BuildSeams seams, ProblemList problems, CancellationToken cancellation)
    {
        if (ImagesRecord.DigestOf(plan.Paths.ImagesFile).Equals(plan.RecordsDigest, StringComparison.Ordinal))
            return RecordedBake.Run(plan, options, seams, problems, cancellation);

        // What another build has left.
        if (BuildPlanner.Decide(plan, (options.Docker, seams.Runner), problems, cancellation) is not var (now, facts))
            return [];

        var stale = now.Stale.Select(static i => i.Target).ToHashSet(StringComparer.Ordinal);
        var done = plan.Stale.Where(i => !stale.Contains(i.Target)).ToList();
        if (done.Count > 0)
        {
            seams.Log.Line(
                $"{done.Count} of {plan.Stale.Count()} images were built by the other build", important: true);
        }

        var built = stale.Count > 0 ? RecordedBake.Run(now, options, seams, problems, cancellation) : [];
        var present = done.Select(i => facts.Records[i.Target] with { References = i.References, GitSha = plan.Sha });
        return [.. present, .. built];
    }

    private static FileLock? Lock(
        string folder,
        BuildPlan plan,
        BuildOptions options,
        BuildSeams seams,
        ProblemList problems,
        CancellationToken cancellation) => Lock(
            folder, $"builds images into {plan.Paths.OutputDirectory}", options.LockTimeout,
            holder => seams.Log.Line($"Waiting for the lock '{LockName}', held by {holder}", important: true),
            problems, cancellation);

    private static FileLock? Lock(
        string folder,
        string work,
        TimeSpan timeout,
        Action<string> onWait,
        ProblemList problems,
        CancellationToken cancellation)
    {
        var path = Path.Join(folder, OutputFolder.LockName);
        var holder = $"process {Environment.ProcessId}, which {work}";
        if (FileLock.Take(path, holder, timeout, onWait, cancellation) is { } held)
            return held;

        var seconds = timeout.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        problems.Add(Rules.LockTimeout, null, LockName, path, seconds, FileLock.HolderOf(path));
        return null;
    }
}

/// <summary>What a build has to do with the world outside.</summary>
public sealed record BuildSeams(ICommandRunner Runner, IBakeLog Log);
