using Esb.Build.Bake;
using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Build.Files;
using Esb.Build.Fingerprints;
using Esb.Build.Images;
using Esb.Build.Processes;
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
        BuildRequest request, ICommandRunner runner, IBakeLog log, ProblemList problems, CancellationToken cancellation)
    {
        var before = ImagesRecord.Read(request.Staleness.ImagesFile);
        var recorder = new BuildRecorder(request.Staleness.ImagesFile);
        TransferEpoch earlier = null!;
        var epoch = TransferEpochFile.Write(EpochFile(request), present => (earlier = present).Sending());
        using var sizes = new ImageSizes(request.Bake.Docker, cancellation);
        using var caches = UsedCaches.Open(request, log);
        var list = Path.Join(request.StateDirectory, "replaced");
        using var replaced = new ReplacedTags(list, request.Bake.Docker, runner);
        var inEngine = InEngine(request);
        replaced.Keep([.. before.Where(r => inEngine.ContainsKey(r.Target))]);
        var bake = WithState(request, recorder, image =>
        {
            if (inEngine.TryGetValue(image.Target, out var reference))
                sizes.Ask(reference);
        }) with { Epoch = epoch.Id, Caches = caches };
        var built = BakeRunner.Run(bake, runner, log, problems, cancellation);
        recorder.AddSizes(sizes.Read());
        var removal = replaced.Remove(before, recorder.Records, cancellation);
        if (built is not null || !cancellation.IsCancellationRequested)
            Finish(request, recorder, (log, earlier), cancellation);
        if (!cancellation.IsCancellationRequested)
            caches?.Close(line => log.Line(line, important: true), problems);
        removal.GetAwaiter().GetResult();
        return recorder.Records;
    }

    private static string EpochFile(BuildRequest request) => Path.Join(request.StateDirectory, "sent");

    // What images are called that come into the engine, by target.
    private static Dictionary<string, string> InEngine(BuildRequest request)
    {
        var asked = request.Bake.Targets.Select(static t => t.Name).ToHashSet(StringComparer.Ordinal);
        return request.Staleness.Images
            .Where(i => i.Destination.HasFlag(Destination.Engine) && i.References.Count > 0 && asked.Contains(i.Target))
            .ToDictionary(static i => i.Target, static i => i.References[0], StringComparer.Ordinal);
    }

    // What the builder's cache would not notice is built without it.
    private static BakeRequest WithState(BuildRequest request, BuildRecorder recorder, Action<BuiltImage> onBuilt)
    {
        var (engine, builder) = request.Records.Values.Select(static r => (r.Engine, r.Builder)).First();
        var secrets = new CachedSecrets(Path.Join(request.StateDirectory, "secrets"), $"{engine} {builder}");
        var unfit = request.UnseenSecrets.Where(s => !secrets.Fit(s.Key, s.Value)).Select(static s => s.Key)
            .ToHashSet(StringComparer.Ordinal);
        secrets.Forget(unfit);
        return request.Bake with
        {
            Targets = [.. request.Bake.Targets.Select(t => t with { NoCache = unfit.Contains(t.Name) })],
            Linked = [.. request.Bake.Linked.Select(t => t with { NoCache = unfit.Contains(t.Name) })],
            OnBuilt = image =>
            {
                onBuilt(image);
                recorder.Add(Record(request.Records[image.Target], image));
                secrets.Remember(image.Target, request.UnseenSecrets.GetValueOrDefault(image.Target, ""));
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

    // Looks once more. Where nobody can, a record counts as long as no file is touched.
    private static void Finish(
        BuildRequest request,
        BuildRecorder recorder,
        (IBakeLog Log, TransferEpoch Earlier) of,
        CancellationToken cancellation)
    {
        // At what was sent: that is of all images where an earlier build did not live to say what it has sent.
        var (id, sent) = (of.Earlier.Id, of.Earlier.IsSending ? long.MinValue : of.Earlier.Sent);
        var inputs = of.Earlier.IsSending
            ? request.Inputs
            : request.Inputs?.Only(request.Bake.Targets.Select(static t => t.Name));
        var now = inputs is null ? null : Fingerprinter.Plan(inputs, new(), cancellation);
        var images = now?.Images ?? new Dictionary<string, ImageInputs>(StringComparer.Ordinal);
        foreach (var target in recorder.Finish(images))
            of.Log.Line($"{target}: files changed while it was built; the next build makes it again", important: true);

        var time = FileSystemClock.Read(request.StateDirectory).Time;
        TransferEpochFile.Write(EpochFile(request), present => present.Id.Equals(id, StringComparison.Ordinal)
            ? present.SentUntil(time, now?.Modified ?? long.MaxValue, sent)
            : present);
        var wanted = ImagesRecord.Read(request.Staleness.ImagesFile).Select(static r => r.Fingerprint)
            .Concat(request.Staleness.Images.Select(static i => i.Fingerprint));
        InputsFolder.Trim(request.Staleness.InputsDirectory, wanted.ToHashSet(StringComparer.Ordinal));
    }
}
