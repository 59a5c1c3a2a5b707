namespace Esb.Build.Bake;

/// <summary>
/// One object of buildx's <c>rawjson</c> progress (BuildKit's <c>SolveStatus</c>), as far as it is used here.
/// </summary>
internal sealed class ProgressStatus
{
    public List<Vertex> Vertexes { get; } = [];

    public List<StepLog> Logs { get; } = [];

    public List<StepWarning> Warnings { get; } = [];

    public List<StepStatus> Statuses { get; } = [];
}

/// <summary>
/// The state of a step; the same one comes again and again, and one that two targets share comes once for each.
/// </summary>
internal sealed record Vertex(string Digest, string Name)
{
    public DateTimeOffset? Started { get; set; }

    public DateTimeOffset? Completed { get; set; }

    public bool IsCached { get; set; }

    /// <summary>Empty as long as nothing failed.</summary>
    public string Error { get; set; } = "";
}

/// <summary>A piece of a step's output: neither whole lines nor whole characters.</summary>
internal sealed record StepLog(string Vertex, int Stream, byte[] Data);

/// <summary>A part of a step's work, such as <c>exporting manifest sha256:…</c>.</summary>
internal sealed record StepStatus(string Vertex, string Id);

/// <summary>What BuildKit's linter found.</summary>
/// <param name="Line">From 1; 0 where it is unknown.</param>
internal sealed record StepWarning(string Vertex, string Text, string Url, int Line);
