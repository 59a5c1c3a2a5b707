using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Build.Fingerprints;
using Esb.Build.Images;
using Esb.Build.Processes;
using Esb.Build.Records;

namespace Esb.Build.Staleness;

/// <summary>What was found out.</summary>
/// <param name="Decisions">One an image, in the order of the request.</param>
/// <param name="Records">Of earlier builds, by target.</param>
public sealed record StalenessFacts(
    IReadOnlyList<ImageDecision> Decisions, IReadOnlyDictionary<string, ImageRecord> Records, EngineState Engine);

/// <summary>Puts together what is recorded and what is where images were put.</summary>
public static class StalenessReader
{
    /// <summary>Asks the engine, and for images that are pushed their registries.</summary>
    /// <returns><see langword="null"/> when it does not answer; the problems say why, or the build was
    /// cancelled.</returns>
    public static StalenessFacts? Read(
        BuildPlan plan,
        (DockerSettings Settings, ICommandRunner Runner) docker,
        ProblemList problems,
        CancellationToken cancellation)
    {
        List<PlannedImage> images = [.. plan.Asked];
        // While the engine thinks.
        var reading = OwnThread.Run(() => ImagesRecord.Read(plan.Paths.ImagesFile));
        var unanswered = new ProblemList();
        if (EngineReader.Read(new(docker.Settings, Questions(images)), docker.Runner, problems, cancellation)
                is not { } engine
            || ReadRegistry(images, docker, unanswered, cancellation) is not { } registry)
        {
            return null;
        }

        var records = reading.GetAwaiter().GetResult();
        // A push to a silent registry waits for an answer as long as nobody cancels it: docker has no limit for that.
        if (unanswered.HasErrors)
        {
            foreach (var problem in unanswered.Found)
                problems.Add(problem);
            return null;
        }

        var question = new StalenessQuestion(images, records, engine, plan.Paths.InputsDirectory)
        {
            Registry = registry,
        };
        var decisions = StalenessPlanner.Plan(question);
        // Of a registry that does not answer nobody wants to hear when the images go there anyway.
        foreach (var problem in decisions.Any(IsOnlyMissing) ? unanswered.Found : [])
            problems.Add(problem);
        return new(
            decisions,
            records.ToDictionary(static r => r.Target, StringComparer.Ordinal),
            engine);
    }

    private static bool IsOnlyMissing(ImageDecision decision) =>
        decision.IsStale && decision.Changes.All(static c => c.Kind == InputKind.Image);

    private static List<IReadOnlyList<string>> Questions(List<PlannedImage> images)
    {
        var asked = new List<IReadOnlyList<string>>(images.Count);
        foreach (var image in images)
        {
            if (image.Destination.HasFlag(Destination.Engine))
                asked.Add(image.EngineReferences);
        }

        asked.AddRange(images.SelectMany(static i => i.Definition.ExternalImages).Distinct(StringComparer.Ordinal)
            .Select(static reference => (IReadOnlyList<string>)[reference]));
        return asked;
    }

    private static IReadOnlyDictionary<string, string>? ReadRegistry(
        List<PlannedImage> images,
        (DockerSettings Settings, ICommandRunner Runner) docker,
        ProblemList problems,
        CancellationToken cancellation)
    {
        var pushed = images.Where(static i => i.Destination.HasFlag(Destination.Registry))
            .SelectMany(static i => i.References).ToList();
        return pushed.Count == 0
            ? new Dictionary<string, string>(StringComparer.Ordinal)
            : RegistryReader.Read(new(docker.Settings, pushed), docker.Runner, problems, cancellation);
    }
}
