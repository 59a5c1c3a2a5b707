using System.Globalization;
using Esb.Build.Bake;
using Esb.Build.Diagnostics;
using Esb.Build.Files;
using Esb.Build.Processes;
using Esb.Build.Records;
using Esb.Build.Staleness;

namespace Esb.Build.Builds;

/// <summary>Builds what is stale, one build of a project at a time.</summary>
public static class ImageBuild
{
    private const string LockName = "bake";

    /// <returns>
    /// The images that were built, also where others failed; the problems then have the error. Where another build of
    /// the project was waited for, those too that it has built meanwhile.
    /// </returns>
    /// <exception cref="OperationCanceledException">The build was cancelled while it waited or after images were
    /// built.</exception>
    public static IReadOnlyList<ImageRecord> Run(
        BuildRequest request, ICommandRunner runner, IBakeLog log, ProblemList problems, CancellationToken cancellation)
    {
        if (request.Bake.Targets.Count == 0)
            return [];

        try
        {
            var path = Path.Join(request.StateDirectory, "bake.lock");
            var waited = false;
            using var held = FileLock.Take(path, Holder(request), request.LockTimeout, holder =>
            {
                waited = true;
                log.Line($"Waiting for the lock '{LockName}', held by {holder}", important: true);
            }, cancellation);
            if (held is null)
            {
                var seconds = request.LockTimeout.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
                var holder = FileLock.HolderOf(path);
                problems.Add(Rules.LockTimeout, null, LockName, path, seconds, holder);
                return [];
            }

            return waited
                ? RunRest(request, runner, log, problems, cancellation)
                : RecordedBake.Run(request, runner, log, problems, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(WriteFailure.Of(e, request.StateDirectory));
            return [];
        }
    }

    // What the other build has left.
    private static IReadOnlyList<ImageRecord> RunRest(
        BuildRequest request, ICommandRunner runner, IBakeLog log, ProblemList problems, CancellationToken cancellation)
    {
        if (StalenessReader.Read(request.Staleness, runner, problems, cancellation) is not { } facts)
            return [];

        var stale = facts.Decisions.Where(static d => d.IsStale).Select(static d => d.Target)
            .ToHashSet(StringComparer.Ordinal);
        var done = request.Bake.Targets.Where(t => !stale.Contains(t.Name)).ToList();
        if (done.Count > 0)
        {
            var all = request.Bake.Targets.Count;
            log.Line($"{done.Count} of {all} images were built by the other build", important: true);
        }

        var rest = request with
        {
            Bake = request.Bake with
            {
                Targets = [.. request.Bake.Targets.Where(t => stale.Contains(t.Name))],
                Linked = [.. request.Bake.Linked, .. done],
            },
        };
        var built = rest.Bake.Targets.Count == 0
            ? []
            : RecordedBake.Run(rest, runner, log, problems, cancellation);
        return [.. done.Select(t => facts.Records[t.Name]), .. built];
    }

    private static string Holder(BuildRequest request) =>
        $"process {Environment.ProcessId}, which builds images into {Path.GetDirectoryName(request.Staleness.ImagesFile)}";
}
