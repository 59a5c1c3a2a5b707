using Esb.Build.Definitions;
using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Build.Processes;

namespace Esb.Build.Bake;

/// <summary>
/// One call of bake after the other until all targets are built. Mostly it is one: a second is made where the first
/// would be larger than engines bear or the user wants, where one failed in a way that passes, and for what does not
/// stand on an image that failed, where the user wants that.
/// </summary>
internal sealed class BakeSeries(BakeCall call, ProblemList problems)
{
    // Each further call costs about 0.4 s.
    private const int MostTargets = EngineSlots.All;
    // With none finished between them. As long as some are, the series comes nearer to its end: of three hundred images
    // on a busy engine a tenth failure was seen with two hundred and fifty of them done.
    private const int MostFailuresInARow = 3;
    // Of an engine that breaks one record after the other.
    private const int MostRemedies = 6;

    private readonly Dictionary<string, BuiltImage> _images = new(StringComparer.Ordinal);
    private IReadOnlyList<ImageDefinition> _left = call.Request.Targets;
    private readonly FailedTargets _failed = new(call.Request);
    private int _most = call.Request.MaxParallel > 0 ? Math.Min(call.Request.MaxParallel, MostTargets) : MostTargets;
    private int _inARow;
    private readonly HashSet<string> _brokenRecords = new(StringComparer.Ordinal);
    private int _remedies;
    private bool _isWithoutCache;

    /// <returns><see langword="null"/> when one was not built or the build was cancelled.</returns>
    public IReadOnlyList<BuiltImage>? Run()
    {
        while (_left.Count > 0)
        {
            var files = BakeFiles.In(call.Request.OutputDirectory);
            try
            {
                if (!RunOnce(files))
                    return null;
            }
            finally
            {
                files.Delete();
            }
        }

        if (!_failed.Any)
            return [.. call.Request.Targets.Select(t => _images[t.Target])];

        foreach (var line in _failed.Lines)
            call.Log.Line(line, important: true);
        return null;
    }

    // Equal parts, because a last one of a few targets costs as much as a larger one.
    private IReadOnlyList<ImageDefinition> Next()
    {
        var calls = (_left.Count + _most - 1) / _most;
        return [.. _left.Take((_left.Count + calls - 1) / calls)];
    }

    private bool RunOnce(BakeFiles files)
    {
        var targets = Next();
        using var slots = EngineSlots.Take(
            new(call.Request.Slots, targets.Count), line => call.Log.Line(line, important: true), call.Cancellation);
        if (slots is null)
            return false;

        var attempt = BakeAttempt.Run(call with { IsWithoutCache = _isWithoutCache }, targets, files);
        AddWarnings(attempt);
        foreach (var (target, name, error, _) in attempt.Progress.FailedCaches)
            call.Request.Caches?.Failed(target, name.Text, error);
        if (attempt.Result.Succeeded)
            return AddBuilt(attempt, files.Metadata);
        if (call.Cancellation.IsCancellationRequested)
            return false;

        AddFinished(attempt);
        var reason = BakeFailure.ReasonWithoutCommand(attempt.Failure.Reason);
        if (!BakeFailure.IsOfCommand(attempt.Failure.Reason) && call.Request.Caches?.GoOnWithout(reason) is true)
            return true;
        var remedy = Heal(reason);
        // What can be remedied is not what passes or does not.
        if (remedy.Length > 0)
            _inARow--;
        if (!TransientFailure.Is(reason) || _inARow == MostFailuresInARow)
            return Fail(attempt);

        _most = Math.Min(_most, TransientFailure.MostAfter(reason, attempt.Targets.Count));
        if (_left.Count > 0)
        {
            call.Log.Line(
                $"The Docker Engine failed in a way that usually passes ({reason}); once more for {_left.Count} of "
                + $"{call.Request.Targets.Count} images{remedy}",
                important: true);
        }

        return true;
    }

    // Removing the record costs one step. Where something still holds it, all steps run again and leave other ones.
    private string Heal(string reason)
    {
        if (BrokenRecord.In(reason) is not { Length: > 0 } id || _remedies == MostRemedies)
            return "";

        _remedies++;
        _isWithoutCache = !_brokenRecords.Add(id);
        if (_isWithoutCache)
            return ", without BuildKit's cache";

        BrokenRecord.Remove(call, id);
        return ", without that record";
    }

    private bool AddBuilt(BakeAttempt attempt, string metadata)
    {
        if (BakeMetadata.Read(metadata, problems) is not { } digests)
            return false;

        foreach (var target in attempt.Targets)
            Add(attempt.ImageOf(target, digests.GetValueOrDefault(target.Target, "")), attempt);
        _inARow = 0;
        _remedies = 0;
        _isWithoutCache = false;
        DropBuilt();
        return true;
    }

    // A failed bake writes no metadata. What was exported and has a digest is there, and is not asked for again.
    private void AddFinished(BakeAttempt attempt)
    {
        var before = _images.Count;
        foreach (var target in attempt.Targets)
        {
            var progress = attempt.Progress.Target(target.Target);
            if (progress.IsExported && progress.ExportedDigest.Length > 0)
                Add(attempt.ImageOf(target, progress.ExportedDigest), attempt);
        }

        _inARow = _images.Count > before ? 1 : _inARow + 1;
        DropBuilt();
    }

    private void DropBuilt() =>
        _left = [.. _left.Where(t => !_images.ContainsKey(t.Target) && !_failed.Contains(t.Target))];

    private void Add(BuiltImage image, BakeAttempt attempt)
    {
        _images[image.Target] = image;
        attempt.Announce(image);
    }

    // What is wrong with the machine, and not with an image, is wrong for all others too.
    private bool Fail(BakeAttempt attempt)
    {
        if (attempt.Result.End == CommandEnd.NotFound)
        {
            problems.Add(Rules.DockerNotFound, position: null, call.Request.Docker.Program);
            return false;
        }

        attempt.LogFailedStep(call.Request, call.Log);
        var failure = BakeFailure.Of(call.Request, attempt);
        problems.Add(failure);
        var target = failure.Position is null ? null : attempt.FindPlace(call.Request).Target;
        if (!call.Request.KeepGoing || target is null)
            return false;

        _failed.Add(target.Target);
        _inARow = 0;
        DropBuilt();
        return true;
    }

    private void AddWarnings(BakeAttempt attempt)
    {
        foreach (var (owner, warning) in attempt.Progress.Warnings)
        {
            var target = call.Request.All.FirstOrDefault(t => string.Equals(t.Target, owner, StringComparison.Ordinal));
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
