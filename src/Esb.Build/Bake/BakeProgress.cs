using System.Runtime.InteropServices;
using Esb.Build.Definitions;
using Esb.Build.Processes;

namespace Esb.Build.Bake;

/// <summary>A step that failed by itself, not because another one did.</summary>
/// <param name="Output">The last lines that it printed, masked.</param>
internal sealed record FailedStep(string Target, StepName Name, string Error, IReadOnlyCollection<string> Output);

/// <summary>Follows the progress of one bake, target by target, and tells the log.</summary>
internal sealed class BakeProgress
{
    private readonly ProgressLog _log;
    private readonly SecretMask _mask;
    private readonly string _onlyTarget;
    private readonly Dictionary<string, TargetProgress> _targets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StepOutput> _outputs = new(StringComparer.Ordinal);
    private readonly List<FailedStep> _failed = [];
    private readonly List<FailedStep> _failedCaches = [];
    private readonly List<(string Target, StepWarning Warning)> _warnings = [];
    private bool _hasTargets;

    public BakeProgress(IReadOnlyList<ImageDefinition> targets, IBakeLog log, SecretMask mask)
    {
        _log = new(targets, log);
        _mask = mask;
        _onlyTarget = targets[0].Target;
        _hasTargets = targets.Count > 1;
    }

    /// <summary>In the order in which they failed; one that several targets share is there once for each.</summary>
    public IReadOnlyList<FailedStep> Failed => _failed;

    /// <summary>Caches that could not be read or written.</summary>
    public IReadOnlyList<FailedStep> FailedCaches => _failedCaches;

    /// <summary>The target is empty where BuildKit names a step that nobody knows.</summary>
    public IReadOnlyList<(string Target, StepWarning Warning)> Warnings => _warnings;

    public TargetProgress Target(string name)
    {
        ref var target = ref CollectionsMarshal.GetValueRefOrAddDefault(_targets, name, out _);
        return target ??= new(name);
    }

    /// <returns>The targets that are where they shall be since this moment.</returns>
    public IReadOnlyList<string> Apply(ProgressStatus status)
    {
        var exported = new List<string>();
        foreach (var vertex in status.Vertexes)
            Begin(vertex);
        foreach (var item in status.Statuses)
            Target(OwnerOf(item.Vertex)).ApplyExport(item.Id);
        foreach (var log in status.Logs)
            Print(log.Vertex, OutputOf(log.Vertex).Add(log.Stream, log.Data));
        foreach (var warning in status.Warnings)
            _warnings.Add((OwnerOf(warning.Vertex), warning));
        // After the logs, which may come in one object with the end of their step.
        foreach (var vertex in status.Vertexes)
        {
            if (End(vertex) is { } target)
                exported.Add(target);
        }

        return exported;
    }

    /// <summary>Bake has ended well.</summary>
    public void LogEnd(IReadOnlyList<ImageDefinition> targets)
    {
        foreach (var target in targets)
            _log.Ended(Target(target.Target));
    }

    private void Begin(Vertex vertex)
    {
        _hasTargets |= StepName.HasTarget(vertex.Name);
        if (Find(vertex) is not var (target, name))
            return;

        var step = target.Apply(vertex, name);
        _owners.TryAdd(vertex.Digest, target.Name);
        _log.Started(target);
        _log.Working(target, step);
    }

    private string? End(Vertex vertex)
    {
        if (vertex.Completed is null || Find(vertex) is not var (target, name))
            return null;

        var step = target.Apply(vertex, name);
        if (_outputs.TryGetValue(vertex.Digest, out var output))
            Print(vertex.Digest, output.Close());
        if (vertex.Error.Length == 0)
            _outputs.Remove(vertex.Digest);
        else if (name.IsCache && !IsCancellation(vertex.Error))
            _failedCaches.Add(new(target.Name, name, _mask.Apply(vertex.Error), []));
        else if (!IsCancellation(vertex.Error))
            _failed.Add(new(target.Name, name, _mask.Apply(vertex.Error), output?.Last ?? []));

        _log.Completed(target, step);
        return name.IsExport && target.IsExported ? target.Name : null;
    }

    private (TargetProgress Target, StepName Name)? Find(Vertex vertex)
    {
        if (string.Equals(vertex.Name, StepName.BakeDefinitions, StringComparison.Ordinal))
            return null;

        var name = StepName.Parse(vertex.Name, _hasTargets);
        return (Target(_hasTargets ? name.Target : _onlyTarget), name);
    }

    private void Print(string vertex, IReadOnlyList<string> lines)
    {
        if (lines.Count > 0)
            _log.Output(OwnerOf(vertex), lines);
    }

    private StepOutput OutputOf(string vertex)
    {
        ref var output = ref CollectionsMarshal.GetValueRefOrAddDefault(_outputs, vertex, out _);
        return output ??= new(_mask);
    }

    private string OwnerOf(string vertex) => _owners.GetValueOrDefault(vertex, "");

    // Bake ends all others when one target fails; they are not to blame.
    private static bool IsCancellation(string error) =>
        error.Contains("context canceled", StringComparison.Ordinal)
        || error.Contains("code = Canceled", StringComparison.Ordinal);
}
