using Esb.Build.Definitions;
using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Build.Images;
using Esb.Build.Processes;

namespace Esb.Build.Bake;

/// <summary>What one run of bake needs, besides its targets.</summary>
internal sealed record BakeCall(
    BakeRequest Request,
    DockerFacts Facts,
    ICommandRunner Runner,
    IBakeLog Log,
    SecretMask Mask,
    CancellationToken Cancellation)
{
    /// <summary>Whether all steps run, those of linked targets too, whatever the builder has of them.</summary>
    public bool IsWithoutCache { get; init; }

    /// <summary>Absolute path of the folder for links to contexts.</summary>
    public string Links => Path.Combine(Request.OutputDirectory, "contexts");

    /// <summary>Absolute path of the folder for Dockerfiles that hide folders.</summary>
    public string Dockerfiles => Path.Combine(Request.OutputDirectory, "dockerfiles");

    /// <summary>Whether an image gets provenance.</summary>
    public bool HasProvenance => Request.All.SelectMany(static t => t.Attestations).Any(static attestation =>
        attestation.StartsWith("type=provenance", StringComparison.Ordinal)
        && !attestation.EndsWith(",disabled=true", StringComparison.Ordinal));
}

/// <summary>One run of bake: how it ended and what it said.</summary>
internal sealed class BakeAttempt
{
    // An error is at the end; whatever else docker prints must not fill the memory.
    private const int KeptLines = 1000;
    private readonly ProgressLines _lines = new();
    private readonly Queue<string> _text = new();
    private readonly SecretMask _mask;
    private readonly HashSet<string> _announced = new(StringComparer.Ordinal);
    private readonly BakeCall _call;
    private FailureText? _failure;

    private BakeAttempt(IReadOnlyList<ImageDefinition> targets, BakeCall call) =>
        (Targets, Progress, _mask, _call) = (targets, new(targets, call.Log, call.Mask), call.Mask, call);

    public IReadOnlyList<ImageDefinition> Targets { get; }

    public BakeProgress Progress { get; }

    public CommandResult Result { get; private set; } = new(CommandEnd.Cancelled, -1, "", "");

    /// <summary>What was no progress, the last lines of it, masked.</summary>
    public IReadOnlyList<string> Text => [.. _text];

    public FailureText Failure => _failure ??= FailureText.Parse(Text);

    /// <summary>The step that bake's error is about, where it is about one.</summary>
    public FailedStep? FailedStep =>
        Progress.Failed.FirstOrDefault(f => Failure.Reason.Contains(f.Error, StringComparison.Ordinal))
        ?? (Progress.Failed.Count > 0 ? Progress.Failed[0] : null);

    /// <exception cref="IOException">A file or link that bake needs cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">One may not be written.</exception>
    public static BakeAttempt Run(BakeCall call, IReadOnlyList<ImageDefinition> targets, BakeFiles files)
    {
        BakeCallFile.Write(files.Call, call, targets);
        var attempt = new BakeAttempt(targets, call);
        var command = BakeCommand.Of(call, targets, files);
        var direct = BuildxPlugin.Direct(command, call.Request.Docker);
        attempt.Result = attempt.Run(direct ?? command);
        // A plugin that cannot be started is docker's to explain.
        if (direct is not null && attempt.Result.End == CommandEnd.NotFound)
            attempt.Result = attempt.Run(command);
        if (attempt.Result.Succeeded)
            attempt.Progress.LogEnd(targets);
        return attempt;
    }

    public (ImageDefinition? Target, SourcePosition? Position) FindPlace(BakeRequest request)
    {
        var step = FailedStep;
        var sameStep = Progress.Failed.Where(f => string.Equals(f.Error, step?.Error, StringComparison.Ordinal));
        return FailurePlace.Find(
            request, Failure.Excerpt, [.. sameStep.Select(static f => f.Target), Failure.Target], _mask);
    }

    /// <summary>Files and folders of this machine that it is written to: absolute paths.</summary>
    public static IReadOnlyList<string> FilesOf(ImageDefinition target) =>
        [.. target.Outputs.SelectMany(Destinations.FilesOf)];

    /// <summary>Shows what the failed step printed last, whatever the log's verbosity.</summary>
    public void LogFailedStep(BakeRequest request, IBakeLog log)
    {
        if (FailedStep is not { Output.Count: > 0 } step)
            return;

        // Of linked targets the last one reports the step too, but the error names the one whose Dockerfile it is in.
        var target = FindPlace(request).Target?.Target ?? step.Target;
        var last = step.Output.Count == 1 ? "last line" : $"last {step.Output.Count} lines";
        log.Line($"{target}  {step.Name}  failed; its {last}:", important: true);
        foreach (var line in step.Output)
            log.Line($"{target}  > {line}", important: true);
    }

    /// <param name="digest">Empty where the output is no image.</param>
    public BuiltImage ImageOf(ImageDefinition target, string digest)
    {
        var seen = Progress.Target(target.Target);
        return new(target.Target, digest, seen.Seconds, seen.Steps, seen.CachedSteps)
        {
            OtherDigests = [.. seen.Digests.Where(d => !d.Equals(digest, StringComparison.Ordinal))],
            IsManifestList = seen.IsManifestList,
        };
    }

    /// <summary>Tells the caller of an image that is done, once.</summary>
    public void Announce(BuiltImage image)
    {
        if (_announced.Add(image.Target))
            _call.Request.OnBuilt?.Invoke(image);
    }

    private CommandResult Run(Command command) =>
        _call.Runner.Run(command, (line, _) => Read(line), _call.Cancellation);

    private void Read(string line)
    {
        var (status, text) = _lines.Add(line);
        if (status is not null)
        {
            foreach (var name in Progress.Apply(status))
                AnnounceExported(name);
        }

        if (text is null)
            return;

        _text.Enqueue(_mask.Apply(text));
        if (_text.Count > KeptLines)
            _text.Dequeue();
        _call.Log.Line(text, important: false);
    }

    private void AnnounceExported(string name)
    {
        var digest = Progress.Target(name).ExportedDigest;
        var target = Targets.FirstOrDefault(t => t.Target.Equals(name, StringComparison.Ordinal));
        if (digest.Length > 0 && target is not null)
            Announce(ImageOf(target, digest));
    }
}
