using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Build.Files;
using Esb.Build.Images;
using Esb.Build.Processes;

namespace Esb.Build.Bake;

/// <summary>Builds images with <c>docker buildx bake</c>, 0.13 or later.</summary>
public static class BakeRunner
{
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
        var presumed = DependsOnVersion(request) ? null : DockerProbe.Presume(request.Docker);
        if ((presumed ?? DockerProbe.Run(request.Docker, runner, found, cancellation)) is { } facts
            && Understands(facts, request, found))
        {
            images = Build(new(request, facts, runner, new MaskedLog(log, mask), mask, cancellation), found);
            if (presumed is not null && found.Found.Any(static p => p.Rule == Rules.BakeFailed))
                found = Explain(found, request, runner, cancellation);
        }

        if (images is null && cancellation.IsCancellationRequested && !found.HasErrors)
            found.Add(Rules.BakeCancelled, position: null);

        foreach (var problem in found.Found)
            problems.Add(problem with { Message = mask.Apply(problem.Message) });
        return images;
    }

    private static bool DependsOnVersion(BakeRequest request) =>
        request.Entitlements.Count > 0 || request.Targets.Any(static t => t.Network is not ("" or "default"));

    // Two processes that every build would wait for, although nearly none needs what they say.
    private static ProblemList Explain(
        ProblemList found, BakeRequest request, ICommandRunner runner, CancellationToken cancellation)
    {
        var reason = new ProblemList();
        return DockerProbe.Run(request.Docker, runner, reason, cancellation) is null && reason.HasErrors
            ? reason
            : found;
    }

    // Older versions take what they do not know for nothing: the steps would run with another network than was asked
    // for.
    private static bool Understands(DockerFacts facts, BakeRequest request, ProblemList problems)
    {
        if (!facts.HasBuildx(BakeCommand.FirstWithAllow))
        {
            foreach (var target in request.NeededFor(request.Targets))
                EntitlementLine.Refuse(target.Target, target.EntitlementLines, $"{facts.Buildx}", problems);
        }

        foreach (var target in request.Targets)
        {
            if (target.Network is not ("" or "default") && !facts.HasBuildx(FirstWithNetwork))
            {
                problems.Add(
                    Rules.NetworkNeedsBuildx, new(target.Dockerfile), target.Target, target.Network, facts.Buildx);
            }
        }

        return !problems.HasErrors;
    }

    private static IReadOnlyList<BuiltImage>? Build(BakeCall call, ProblemList problems)
    {
        var folder = call.Request.OutputDirectory;
        try
        {
            Directory.CreateDirectory(folder);
            // Of a build that was killed.
            Remove(call);
            BakeFiles.DeleteOld(folder);
            return new BakeSeries(call, problems).Run();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(WriteFailure.Of(e, folder));
            return null;
        }
        finally
        {
            Remove(call);
        }
    }

    private static void Remove(BakeCall call)
    {
        ContextLinks.Remove(call.Links);
        if (Directory.Exists(call.Dockerfiles))
            Directory.Delete(call.Dockerfiles, recursive: true);
    }
}
