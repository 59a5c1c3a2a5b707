using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Build.Processes;

namespace Esb.Build.Bake;

/// <summary>Builds images with <c>docker buildx bake</c>, 0.13 or later.</summary>
public static class BakeRunner
{
    private const int Attempts = 3;
    private static readonly Version FirstWithNetwork = new(0, 17);

    /// <summary>
    /// Builds all targets of the request. While it runs the log gets what happens; afterwards <paramref
    /// name="problems"/> has
    /// BuildKit's warnings and, where it failed, one error.
    /// </summary>
    /// <returns>The images in the order of the request; <see langword="null"/> when one was not built or the build was
    /// cancelled.</returns>
    public static IReadOnlyList<BuiltImage>? Run(
        BakeRequest request, ICommandRunner runner, IBakeLog log, ProblemList problems, CancellationToken cancellation)
    {
        if (request.Targets.Count == 0)
            return [];

        var mask = SecretMask.Of(request.Docker.Secrets);
        var found = new ProblemList();
        IReadOnlyList<BuiltImage>? images = null;
        if (DockerProbe.Run(request.Docker, runner, found, cancellation) is { } facts
            && Understands(facts, request, found))
        {
            images = Build(new(request, facts, runner, new MaskedLog(log, mask), mask, cancellation), found);
        }

        if (images is null && cancellation.IsCancellationRequested && !found.HasErrors)
            found.Add(Rules.BakeCancelled, position: null);

        foreach (var problem in found.Found)
            problems.Add(problem with { Message = mask.Apply(problem.Message) });
        return images;
    }

    // Older versions take what they do not know for nothing: the steps would run with another network than was asked
    // for.
    private static bool Understands(DockerFacts facts, BakeRequest request, ProblemList problems)
    {
        foreach (var target in request.Targets)
        {
            if (target.Network is not ("" or "default") && !facts.HasBuildx(FirstWithNetwork))
            {
                problems.Add(
                    Rules.NetworkNeedsBuildx, new(target.Dockerfile), target.Name, target.Network, facts.Buildx);
            }
        }

        return !problems.HasErrors;
    }

    private static List<BuiltImage>? Build(BakeCall call, ProblemList problems)
    {
        var folder = call.Request.OutputDirectory;
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(Rules.CannotWrite, position: null, folder, Sentence.End(e.Message));
            return null;
        }

        // A name of its own, because two builds may share the folder.
        var metadata = Path.Combine(folder, $".bake-metadata-{Path.GetRandomFileName()}.json");
        try
        {
            return Build(call, metadata, problems);
        }
        finally
        {
            File.Delete(metadata);
        }
    }

    private static List<BuiltImage>? Build(BakeCall call, string metadata, ProblemList problems)
    {
        var images = new Dictionary<string, BuiltImage>(StringComparer.Ordinal);
        var left = call.Request.Targets;
        for (var number = 1; ; number++)
        {
            var attempt = BakeAttempt.Run(call, left, metadata);
            AddWarnings(attempt, call.Request, problems);
            if (attempt.Result.Succeeded)
                return AddBuilt(images, attempt, metadata, problems) ? InOrder(images, call.Request) : null;
            if (call.Cancellation.IsCancellationRequested)
                return null;

            var reason = BakeFailure.ReasonWithoutCommand(attempt.Failure.Reason);
            if (number == Attempts || !TransientFailure.Is(reason))
                return Fail(call, attempt, problems);

            AddFinished(images, attempt);
            left = [.. left.Where(t => !images.ContainsKey(t.Name))];
            // Bake without a target would build the file's default group.
            if (left.Count == 0)
                return InOrder(images, call.Request);

            call.Log.Line(
                $"The Docker Engine failed in a way that usually passes ({reason}); "
                + $"attempt {number + 1} of {Attempts} for {left.Count} of {call.Request.Targets.Count} images",
                important: true);
        }
    }

    private static List<BuiltImage> InOrder(Dictionary<string, BuiltImage> images, BakeRequest request) =>
        [.. request.Targets.Select(t => images[t.Name])];

    private static List<BuiltImage>? Fail(BakeCall call, BakeAttempt attempt, ProblemList problems)
    {
        if (attempt.Result.End == CommandEnd.NotFound)
        {
            problems.Add(Rules.DockerNotFound, position: null, call.Request.Docker.Program);
            return null;
        }

        attempt.LogFailedStep(call.Request, call.Log);
        problems.Add(BakeFailure.Of(call.Request, attempt));
        return null;
    }

    private static bool AddBuilt(
        Dictionary<string, BuiltImage> images, BakeAttempt attempt, string metadata, ProblemList problems)
    {
        if (BakeMetadata.Read(metadata, problems) is not { } digests)
            return false;

        foreach (var target in attempt.Targets)
            images[target.Name] = ImageOf(target, attempt.Progress, digests.GetValueOrDefault(target.Name, ""));
        return true;
    }

    // A failed bake writes no metadata. What was exported and has a digest is there, and is not asked for again.
    private static void AddFinished(Dictionary<string, BuiltImage> images, BakeAttempt attempt)
    {
        foreach (var target in attempt.Targets)
        {
            var progress = attempt.Progress.Target(target.Name);
            if (progress.IsExported && progress.ExportedDigest.Length > 0)
                images[target.Name] = ImageOf(target, attempt.Progress, progress.ExportedDigest);
        }
    }

    private static BuiltImage ImageOf(BakeTarget target, BakeProgress progress, string digest)
    {
        var seen = progress.Target(target.Name);
        return new(target.Name, target.References, digest, seen.Seconds, seen.Steps, seen.CachedSteps);
    }

    private static void AddWarnings(BakeAttempt attempt, BakeRequest request, ProblemList problems)
    {
        foreach (var (owner, warning) in attempt.Progress.Warnings)
        {
            var target = request.Targets.FirstOrDefault(t => string.Equals(t.Name, owner, StringComparison.Ordinal));
            var diagnostic = Diagnostic.Of(
                Rules.BuildWarning,
                target is null ? null : new SourcePosition(target.Dockerfile, warning.Line, 1),
                Sentence.End(warning.Text),
                warning.Url.Length > 0 ? $"See {warning.Url}" : "Correct the instruction.");
            // Two images of one Dockerfile, and each attempt, say the same again.
            if (!problems.Found.Contains(diagnostic))
                problems.Add(diagnostic);
        }
    }
}
