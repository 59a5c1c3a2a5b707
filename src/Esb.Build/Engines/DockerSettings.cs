using Esb.Build.Processes;

namespace Esb.Build.Engines;

/// <summary>How docker is called. Folder and environment are complete: nothing comes from this process.</summary>
/// <param name="Program">A path, or a name that is looked up in the <c>PATH</c> of <paramref
/// name="Environment"/>.</param>
/// <param name="Builder">The buildx builder that the user named; empty or <see langword="null"/> where there is
/// none.</param>
/// <param name="Directory">Absolute path of the folder that docker runs in.</param>
/// <param name="Timeout">How long docker may take for an answer; a build has no limit.</param>
/// <param name="Secrets">Values that are replaced by <c>***</c> wherever they would be shown.</param>
public sealed record DockerSettings(
    string Program,
    string? Builder,
    string Directory,
    IReadOnlyDictionary<string, string> Environment,
    TimeSpan Timeout,
    IReadOnlyList<string> Secrets)
{
    /// <summary>
    /// How long the engine's answer to a removal is awaited, which it carries out in any case. By default some
    /// milliseconds, and more of them where the engine is on another machine.
    /// </summary>
    public TimeSpan? RemovalWait { get; init; }

    /// <summary>Absolute path of an authority's certificate that registries may have theirs from, besides those that
    /// docker believes; empty without one.</summary>
    public string Authority { get; init; } = "";

    /// <summary>A question to docker, which is killed when there is no answer in time.</summary>
    public Command Query(params IReadOnlyList<string> arguments) =>
        new(Program, arguments, Directory, EnvironmentOf([])) { Timeout = Timeout };

    /// <summary>
    /// What docker and its plugins get of <see cref="Environment"/>: all but the settings of OpenTelemetry. Those are
    /// meant for the user's application; buildx would look for the collector too, wait ten seconds and more in every
    /// call where there is none, and refuse to work with an exporter that it does not have.
    /// </summary>
    /// <param name="kept">Names that stay all the same, because a build secret comes from them.</param>
    public Dictionary<string, string> EnvironmentOf(IReadOnlyCollection<string> kept)
    {
        var given = Environment.Where(v => !v.Key.StartsWith("OTEL_", StringComparison.OrdinalIgnoreCase)
            || kept.Contains(v.Key, StringComparer.Ordinal));
        return new(given, StringComparer.Ordinal);
    }

    /// <returns>The variable's value; empty where it is not set.</returns>
    public string Variable(string name) => Environment.GetValueOrDefault(name, "");
}
