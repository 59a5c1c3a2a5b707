namespace Esb.Build.Bake;

/// <summary>A step of one target, as last heard of.</summary>
/// <param name="IsAnnounced">Whether it was heard of before it began: then it is the target's own.</param>
internal sealed record Step(StepName Name, bool IsAnnounced)
{
    public DateTimeOffset? Started { get; set; }

    public DateTimeOffset? Completed { get; set; }

    public bool IsCached { get; set; }

    public string Error { get; set; } = "";

    /// <summary>Whether the log has its line.</summary>
    public bool IsLogged { get; set; }

    /// <summary>Whether it was shown as what is being worked on.</summary>
    public bool IsShown { get; set; }
}

/// <summary>What is known of one target while it is built.</summary>
internal sealed class TargetProgress(string name)
{
    private readonly Dictionary<string, Step> _steps = new(StringComparer.Ordinal);
    private DateTimeOffset? _firstOwn;
    private DateTimeOffset? _first;
    private DateTimeOffset? _last;
    private readonly SortedSet<string> _digests = new(StringComparer.Ordinal);
    private string _manifestList = "";
    private string _manifest = "";
    private bool _hasSeveralManifests;

    public string Name => name;

    public bool IsStarted => _first is not null;

    /// <summary>Whether the log has the line that says so.</summary>
    public bool IsStartLogged { get; set; }

    /// <summary>Whether the log has the line that says so.</summary>
    public bool IsDoneLogged { get; set; }

    /// <summary>
    /// Whether the image is where it shall be: it was exported, and nothing of that is still under way or failed.
    /// </summary>
    public bool IsExported
    {
        get
        {
            var exports = _steps.Values.Where(static s => s.Name.IsExport).ToList();
            return exports.Count > 0 && exports.TrueForAll(static s => s is { Completed: not null, Error: "" });
        }
    }

    /// <summary>
    /// The digest that the exporter named; empty where it named none, or several without an index over them.
    /// </summary>
    public string ExportedDigest => _manifestList.Length > 0 ? _manifestList : _hasSeveralManifests ? "" : _manifest;

    /// <summary>Whether <see cref="ExportedDigest"/> is that of a list of manifests.</summary>
    public bool IsManifestList => _manifestList.Length > 0;

    /// <summary>
    /// All that the image may be called: of two outputs each can have a manifest of its own, and the classic image
    /// store goes by the configuration.
    /// </summary>
    public IReadOnlyCollection<string> Digests => _digests;

    /// <summary>
    /// From the first step that only this build has: of one that another has begun, BuildKit says when that was.
    /// </summary>
    public double Seconds =>
        (_firstOwn ?? _first) is { } first && _last is { } last ? Math.Max(0, (last - first).TotalSeconds) : 0;

    /// <summary>
    /// What BuildKit announced. It merges a step that another target has too into that one's, which comes here under
    /// another digest or not at all, so what was worked on would be too few.
    /// </summary>
    public int Steps
    {
        get
        {
            var announced = _steps.Values.Count(static s => s is { Name.IsInstruction: true, IsAnnounced: true });
            return announced > 0 ? announced : _steps.Values.Count(static s => s.Name.IsInstruction);
        }
    }

    public int CachedSteps => Math.Max(
        0,
        Steps - _steps.Values.Count(static s => s is { Name.IsInstruction: true, Started: not null, IsCached: false }));

    public Step Apply(Vertex vertex, StepName stepName)
    {
        if (!_steps.TryGetValue(vertex.Digest, out var step))
            _steps.Add(vertex.Digest, step = new(stepName, IsAnnounced: vertex.Started is null));

        // A step can be completed, begin again and be completed again: BuildKit tells of looking at it and of running
        // it.
        step.Started = vertex.Started ?? step.Started;
        step.Completed = vertex.Completed ?? step.Completed;
        step.IsCached |= vertex.IsCached;
        if (vertex.Error.Length > 0)
            step.Error = vertex.Error;
        _first = Earlier(_first, vertex.Started);
        if (stepName.IsInternal)
            _firstOwn = Earlier(_firstOwn, vertex.Started);
        _last = Later(_last, vertex.Completed);
        return step;
    }

    /// <param name="id"><c>exporting manifest sha256:…</c>, <c>exporting manifest list sha256:…</c>,
    /// <c>exporting config sha256:…</c> or <c>writing image sha256:…</c></param>
    public void ApplyExport(string id)
    {
        var digest = id[(id.LastIndexOf(' ') + 1)..];
        _digests.Add(digest);
        if (id.StartsWith("exporting config ", StringComparison.Ordinal))
            return;

        if (id.StartsWith("exporting manifest list ", StringComparison.Ordinal))
        {
            _manifestList = digest;
            return;
        }

        _hasSeveralManifests |= _manifest.Length > 0 && !string.Equals(_manifest, digest, StringComparison.Ordinal);
        _manifest = digest;
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other < one ? other : one;

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other > one ? other : one;
}
