using Esb.Build.Diagnostics;

namespace Esb.Build.Images;

/// <summary>
/// One <c>EsbImage</c> item as a project says it: text that nobody has checked yet. The properties are the item's
/// metadata; a list was written with <c>;</c> between its entries.
/// </summary>
/// <param name="Name">The item's <c>Include</c>.</param>
/// <param name="Position">The project file that holds the item.</param>
public sealed record ImageItem(string Name, SourcePosition Position)
{
    public string Kind { get; init; } = "";

    public string Context { get; init; } = "";

    public string Dockerfile { get; init; } = "";

    public string Stage { get; init; } = "";

    public string Repository { get; init; } = "";

    public string Network { get; init; } = "";

    public string NoCache { get; init; } = "";

    public string Pull { get; init; } = "";

    public IReadOnlyList<string> BaseImages { get; init; } = [];

    public IReadOnlyList<string> Contexts { get; init; } = [];

    public IReadOnlyList<string> BuildArgs { get; init; } = [];

    public IReadOnlyList<string> Secrets { get; init; } = [];

    public IReadOnlyList<string> Ssh { get; init; } = [];

    public IReadOnlyList<string> Labels { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyList<string> Platforms { get; init; } = [];

    public IReadOnlyList<string> Modes { get; init; } = [];

    public IReadOnlyList<string> Outputs { get; init; } = [];

    public IReadOnlyList<string> Cache { get; init; } = [];

    public IReadOnlyList<string> Groups { get; init; } = [];
}
