using Esb.Build.Definitions;
using Esb.Build.Diagnostics;
using Esb.Build.Engines;

namespace Esb.Build.Bake;

/// <summary>
/// Says in one error why a bake failed: at the Dockerfile's line where that is known, or what is wrong with the
/// machine.
/// </summary>
internal static class BakeFailure
{
    private const string StepMark = "process \"";
    private const string StepEnd = "did not complete successfully: ";
    private const string ExitCodeMark = "exit code: ";
    private const string BaseMark = "failed to resolve source metadata for ";

    /// <summary>
    /// The reason without the command of the step that failed: a user's command may say anything, also what looks like
    /// an engine's message.
    /// </summary>
    public static string ReasonWithoutCommand(string reason)
    {
        var end = reason.StartsWith(StepMark, StringComparison.Ordinal)
            ? reason.LastIndexOf(StepEnd, StringComparison.Ordinal)
            : -1;
        return end < 0 ? reason : reason[(end + StepEnd.Length)..];
    }

    /// <summary>Whether it is the command of a step that failed, and none of what surrounds it.</summary>
    public static bool IsOfCommand(string reason) => ReasonWithoutCommand(reason).Length < reason.Length;

    public static Diagnostic Of(BakeRequest request, BakeAttempt attempt)
    {
        var text = attempt.Failure;
        var reason = ReasonWithoutCommand(text.Reason);
        var isStep = IsOfCommand(text.Reason);
        if (isStep && reason.StartsWith(ExitCodeMark, StringComparison.Ordinal))
            return AtStep(request, attempt, reason[ExitCodeMark.Length..]);
        if (EngineFailure.Find(reason, request.Docker) is { } machine)
            return machine;
        if (TransientFailure.Is(reason))
            return Diagnostic.Of(Rules.EngineRace, position: null, Sentence.End(reason));
        if (IsOfTransfer(reason) && OfOutput(request, attempt, reason) is { } output)
            return output;
        if (attempt.FailedStep is null && text is { Target: "", Excerpt: null })
            return OfBake(request, attempt, reason);

        return InDockerfile(request, attempt, reason);
    }

    private static Diagnostic AtStep(BakeRequest request, BakeAttempt attempt, string exitCode)
    {
        var (target, position) = attempt.FindPlace(request);
        var hint = exitCode.StartsWith("137", StringComparison.Ordinal) ? " (killed, mostly for want of memory)" : "";
        return Diagnostic.Of(
            Rules.StepFailed,
            position,
            Sentence.Shorten(Instruction(attempt), 80),
            NameOf(target, attempt),
            exitCode + hint,
            LastWords(attempt.FailedStep?.Output ?? []));
    }

    private static Diagnostic InDockerfile(BakeRequest request, BakeAttempt attempt, string reason)
    {
        var (target, position) = attempt.FindPlace(request);
        var name = NameOf(target, attempt);
        if (reason.StartsWith("dockerfile parse error", StringComparison.Ordinal))
            return Diagnostic.Of(Rules.DockerfileSyntax, position, Sentence.End(AfterLine(reason)));
        if (MissingSource(reason) is { } path)
        {
            return Diagnostic.Of(
                Rules.CopySourceMissing, position, path, Sentence.Shorten(Instruction(attempt), 80), name);
        }

        if (BaseImage(reason) is var (image, why))
            return Diagnostic.Of(Rules.BaseImageMissing, position, image, name, Sentence.End(why));

        return Diagnostic.Of(Rules.BuildFailed, position, name, Sentence.End(reason));
    }

    // Files are written on this side. When that fails BuildKit mostly passes the reason on, and at times only hears
    // that nobody listens any more (0.13: always on a full disk, seldom for a folder that cannot be made).
    private static bool IsOfTransfer(string reason) =>
        (reason.StartsWith("failed to send ", StringComparison.Ordinal)
            || reason.StartsWith("error from receiver: ", StringComparison.Ordinal))
        && (reason.EndsWith(": EOF", StringComparison.Ordinal)
            || reason.EndsWith(": context canceled", StringComparison.Ordinal));

    private static Diagnostic? OfOutput(BakeRequest request, BakeAttempt attempt, string reason)
    {
        var found = attempt.FindPlace(request).Target;
        var writers = (found is null ? attempt.Targets : [found]).Where(t => BakeAttempt.FilesOf(t).Count > 0).ToList();
        if (writers.Count == 0)
            return null;

        var files = string.Join("', '", writers.SelectMany(BakeAttempt.FilesOf));
        return Diagnostic.Of(
            Rules.BuildFailed,
            new(writers[0].Dockerfile),
            string.Join("', '", writers.Select(static t => t.Target)),
            $"its output '{files}' was not written, and BuildKit does not say why ({reason}): there may be no room, or "
            + "no right to write there.");
    }

    private static Diagnostic OfBake(BakeRequest request, BakeAttempt attempt, string reason)
    {
        var code = attempt.Result.ExitCode;
        if (code == 130 || reason.StartsWith("Canceled", StringComparison.Ordinal))
            return Diagnostic.Of(Rules.BakeInterrupted, position: null, code);

        var last = attempt.Text.LastOrDefault(static l => l.Length > 0)
            ?? $"it ended with exit code {code} and gave no reason";
        return Diagnostic.Of(
            Rules.BakeFailed,
            position: null,
            Sentence.End(reason.Length > 0 ? reason : last),
            BakeCommand.ToType(request));
    }

    private static string NameOf(ImageDefinition? target, BakeAttempt attempt) =>
        target?.Target ?? (attempt.FailedStep is { Target.Length: > 0 } step ? step.Target : attempt.Failure.Target);

    private static string Instruction(BakeAttempt attempt) =>
        attempt.FailedStep?.Name is { IsInstruction: true } step
            ? step.Text
            : attempt.Failure.Excerpt?.Instruction ?? "";

    private static string LastWords(IReadOnlyCollection<string> output)
    {
        var lines = output.Select(static l => l.Trim()).Where(static l => l.Length > 0).TakeLast(3).ToList();
        return lines.Count == 0
            ? "it printed nothing."
            : Sentence.End(Sentence.Shorten(string.Join(" | ", lines), 400));
    }

    // dockerfile parse error on line 3: unknown instruction: RUNN (did you mean RUN?)
    private static string AfterLine(string reason)
    {
        var colon = reason.IndexOf(": ", StringComparison.Ordinal);
        return colon < 0 ? reason : reason[(colon + 2)..];
    }

    // failed to calculate checksum of ref 4240zb::cbbc3f: "/nope": not found
    private static string? MissingSource(string reason)
    {
        if (!reason.Contains("failed to calculate checksum of ref ", StringComparison.Ordinal)
            || !reason.EndsWith(": not found", StringComparison.Ordinal))
        {
            return null;
        }

        var quoted = reason.Split('"');
        return quoted.Length >= 3 ? quoted[^2] : null;
    }

    private static (string Image, string Why)? BaseImage(string reason)
    {
        var start = reason.IndexOf(BaseMark, StringComparison.Ordinal);
        if (start < 0)
            return null;

        var rest = reason[(start + BaseMark.Length)..];
        var colon = rest.IndexOf(": ", StringComparison.Ordinal);
        return colon < 0 ? (rest, "it was not found") : (rest[..colon], rest[(colon + 2)..]);
    }
}
