using Esb.Build.Bake;
using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Build.Files;
using Esb.Build.Fingerprints;
using Esb.Build.Images;
using Esb.Build.Records;
using Esb.Build.Staleness;

namespace Esb.Build.Builds;

/// <summary>
/// Bakes, and records what was built and what BuildKit was sent: each only when it is true, so that a build that is
/// killed anywhere leaves nothing that the next one would be wrong to believe.
/// </summary>
internal static class RecordedBake
{
    /// <returns>The images that were built.</returns>
    /// <exception cref="IOException">Something cannot be recorded.</exception>
    /// <exception cref="UnauthorizedAccessException">Something may not be recorded.</exception>
    public static IReadOnlyList<ImageRecord> Run(
        BuildPlan plan, BuildOptions options, BuildSeams seams, ProblemList problems, CancellationToken cancellation)
    {
        var before = ImagesRecord.Read(plan.Paths.ImagesFile);
        var known = plan.Images.Select(static i => i.Target).ToHashSet(StringComparer.Ordinal);
        var recorder = new BuildRecorder(plan.Paths.ImagesFile, known);
        TransferEpoch earlier = null!;
        var epoch = TransferEpochFile.Write(EpochFile(plan), present => (earlier = present).Sending());
        var request = Request(plan, options);
        using var sizes = new ImageSizes(request.Docker, cancellation);
        using var caches = UsedCaches.Open(plan, request, options.Caches, seams.Log);
        var list = Path.Join(plan.Paths.ProjectState, "replaced");
        using var replaced = new ReplacedTags(list, request.Docker, seams.Runner);
        var inEngine = plan.Stale.Where(static i => i.Destination.HasFlag(Destination.Engine))
            .ToDictionary(static i => i.Target, static i => i.References[0], StringComparer.Ordinal);
        replaced.Keep([.. before.Where(r => inEngine.ContainsKey(r.Target))]);
        var bake = WithState(plan, request, recorder, image =>
        {
            if (inEngine.TryGetValue(image.Target, out var reference))
                sizes.Ask(reference);
        }) with { Epoch = epoch.Id, Caches = caches };
        var built = BakeRunner.Run(bake, seams.Runner, seams.Log, problems, cancellation);
        recorder.AddSizes(sizes.Read());
        var removal = replaced.Remove(before, recorder.Records, cancellation);
        if (built is not null || !cancellation.IsCancellationRequested)
            Finish(plan, options, recorder, (seams.Log, earlier), cancellation);
        if (!cancellation.IsCancellationRequested)
            caches?.Close(line => seams.Log.Line(line, important: true), problems);
        removal.GetAwaiter().GetResult();
        return recorder.Records;
    }

    private static string EpochFile(BuildPlan plan) => Path.Join(plan.Paths.ProjectState, "sent");

    private static BakeRequest Request(BuildPlan plan, BuildOptions options)
    {
        var secrets = SecretValues.Read(plan.Images.Select(static i => i.Definition), options.Docker.Environment)
            .Concat(MachineSecrets.Read(options.Docker));
        return new(
            [.. plan.Stale.Select(static i => i.Tagged)], options.Docker with { Secrets = [.. secrets] },
            plan.Paths.OutputDirectory)
        {
            BakeFile = plan.Paths.BakeFile,
            Linked = [.. plan.Images.Where(static i => !i.IsStale).Select(static i => i.Tagged)],
            OwnFolders = plan.OwnFolders,
            MaxParallel = options.MaxParallel,
            Slots = EngineSlots.FolderOf(options.Docker),
            KeepGoing = options.KeepGoing,
        };
    }

    // What the builder's cache would not notice is built without it.
    private static BakeRequest WithState(
        BuildPlan plan, BakeRequest request, BuildRecorder recorder, Action<BuiltImage> onBuilt)
    {
        var secrets = new CachedSecrets(
            Path.Join(plan.Paths.ProjectState, "secrets"), $"{plan.Engine} {plan.Builder}");
        var images = plan.Images.ToDictionary(static i => i.Target, StringComparer.Ordinal);
        var unfit = plan.Images.Where(i => !secrets.Fit(i.Target, i.Keys.UnseenSecrets)).Select(static i => i.Target)
            .ToHashSet(StringComparer.Ordinal);
        secrets.Forget(unfit);
        return request with
        {
            WithoutCache = unfit,
            OnBuilt = image =>
            {
                onBuilt(image);
                recorder.Add(Record(images[image.Target].Record(plan), image));
                secrets.Remember(image.Target, images[image.Target].Keys.UnseenSecrets);
            },
        };
    }

    private static ImageRecord Record(ImageRecord planned, BuiltImage image) => planned with
    {
        Digest = image.Digest,
        OtherDigests = image.OtherDigests,
        IsManifestList = image.IsManifestList,
        Seconds = Math.Round(image.Seconds, 3),
        Steps = image.Steps,
        CachedSteps = image.CachedSteps,
    };

    // Looks once more at what was sent: at all images where an earlier build did not live to say what it has sent.
    private static void Finish(
        BuildPlan plan,
        BuildOptions options,
        BuildRecorder recorder,
        (IBakeLog Log, TransferEpoch Earlier) of,
        CancellationToken cancellation)
    {
        var (id, sent) = (of.Earlier.Id, of.Earlier.IsSending ? long.MinValue : of.Earlier.Sent);
        var inputs = plan.Inputs(options.Docker.Environment);
        if (!of.Earlier.IsSending)
            inputs = inputs.Only(plan.Stale.Select(static i => i.Target));
        var now = Fingerprinter.Plan(inputs, new(), cancellation);
        foreach (var target in recorder.Finish(now.Images))
            of.Log.Line($"{target}: files changed while it was built; the next build makes it again", important: true);

        var time = FileSystemClock.Read(plan.Paths.ProjectState).Time;
        TransferEpochFile.Write(EpochFile(plan), present => present.Id.Equals(id, StringComparison.Ordinal)
            ? present.SentUntil(time, now.Modified, sent)
            : present);
        InputsFolder.Trim(plan.Paths, plan.Images.Select(static i => i.Keys));
    }
}
