using System.Globalization;
using System.Text;
using Esb.Build.Definitions;
using Esb.Build.Processes;

namespace Esb.Build.Bake;

/// <summary>
/// The lines that a build log gets: two for each image at normal verbosity, steps and their output in detail.
/// </summary>
internal sealed class ProgressLog
{
    private const int WidestColumn = 24;
    private readonly HashSet<string> _asked;
    private readonly IBakeLog _log;
    private readonly int _column;

    public ProgressLog(IReadOnlyList<ImageDefinition> targets, IBakeLog log)
    {
        _asked = targets.Select(static t => t.Target).ToHashSet(StringComparer.Ordinal);
        _log = log;
        _column = Math.Min(WidestColumn, targets.Max(static t => t.Target.Length));
    }

    /// <summary>The line that tells how an image was built, without its name.</summary>
    public static string Summary(TargetProgress target) =>
        $"built  {Seconds(target.Seconds)}"
        + (target.Steps == 0 ? "" : $"  {target.CachedSteps} of {target.Steps} steps cached");

    public void Started(TargetProgress target)
    {
        if (!target.IsStarted || target.IsStartLogged)
            return;

        target.IsStartLogged = true;
        Line(target.Name, "building", important: IsAsked(target));
    }

    public void Working(TargetProgress target, Step step)
    {
        var isWork = step.Name.IsInstruction || step.Name.IsExport;
        if (isWork && !step.IsShown && step is { Started: not null, Completed: null })
        {
            step.IsShown = true;
            _log.Working(target.Name, step.Name.ToString());
        }
    }

    public void Completed(TargetProgress target, Step step)
    {
        if (step.Name.IsInstruction && !step.IsLogged)
        {
            step.IsLogged = true;
            Line(target.Name, $"{step.Name}  {Result(step)}", important: false);
        }

        if (!step.Name.IsExport || target.IsDoneLogged || !target.IsExported)
            return;

        target.IsDoneLogged = true;
        Line(target.Name, Summary(target), important: IsAsked(target));
    }

    /// <summary>What a step has printed meanwhile, in one message: MSBuild needs seven times as long for one of each
    /// line, and its loggers show both alike.</summary>
    public void Output(string target, IReadOnlyList<string> lines)
    {
        var before = target.PadRight(_column) + "  > ";
        var text = new StringBuilder();
        foreach (var line in lines)
            text.Append(text.Length == 0 ? "" : "\n").Append(before).Append(line);
        _log.Line(text.ToString(), important: false);
    }

    /// <summary>
    /// For what is not exported (<c>type=cacheonly</c>): nothing says that it is done until bake has ended.
    /// </summary>
    public void Ended(TargetProgress target)
    {
        if (target.IsDoneLogged)
            return;

        target.IsDoneLogged = true;
        Line(target.Name, Summary(target), important: IsAsked(target));
    }

    private static string Result(Step step)
    {
        if (step.Error.Length > 0)
            return "failed";

        return step.IsCached
            ? "cached"
            : step is { Started: { } started, Completed: { } completed }
                ? Seconds((completed - started).TotalSeconds)
                : "";
    }

    private static string Seconds(double seconds) =>
        Math.Max(0, seconds).ToString("0.0", CultureInfo.InvariantCulture) + " s";

    private bool IsAsked(TargetProgress target) => _asked.Contains(target.Name);

    private void Line(string target, string text, bool important) =>
        _log.Line($"{target.PadRight(_column)}  {text}", important);
}

/// <summary>The last gate before a log: nothing passes with a secret in it.</summary>
internal sealed class MaskedLog(IBakeLog log, SecretMask mask) : IBakeLog
{
    public void Line(string text, bool important) => log.Line(mask.Apply(text), important);

    public void Working(string target, string step) => log.Working(target, mask.Apply(step));
}
