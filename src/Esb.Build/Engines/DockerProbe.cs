using System.Globalization;
using System.Text.Json;
using Esb.Build.Diagnostics;
using Esb.Build.Processes;

namespace Esb.Build.Engines;

/// <summary>Finds out whether images can be built here, before anything is built.</summary>
public static class DockerProbe
{
    /// <summary>The first buildx that writes its progress as JSON.</summary>
    public static Version OldestBuildx { get; } = new(0, 13);

    /// <summary>Asks the engine and the plugin, side by side: two processes, about 0.05 s.</summary>
    /// <returns>
    /// <see langword="null"/> when no image can be built; then <paramref name="problems"/> has the one error that says
    /// why, or nothing where the build was cancelled.
    /// </returns>
    public static DockerFacts? Run(
        DockerSettings docker, ICommandRunner runner, ProblemList problems, CancellationToken cancellation)
    {
        if (IsFalse(docker.Variable("DOCKER_BUILDKIT")))
        {
            problems.Add(Rules.BuildKitOff, position: null, docker.Variable("DOCKER_BUILDKIT"));
            return null;
        }

        var plugin = OwnThread.Run(
            () => runner.Run(docker.Query("buildx", "version"), onLine: null, cancellation));
        var engine = runner.Run(docker.Query("version", "--format", "{{json .}}"), onLine: null, cancellation);
        var buildx = plugin.GetAwaiter().GetResult();
        if (cancellation.IsCancellationRequested)
            return null;

        return (FailureOf(engine, docker) ?? FailureOfPlugin(buildx, docker)) is { } failure
            ? Fail(failure, problems)
            : Parse(engine, buildx, docker, problems);
    }

    private static DockerFacts? Parse(
        CommandResult engine, CommandResult buildx, DockerSettings docker, ProblemList problems)
    {
        if (ParseVersion(engine.Output) is not { } facts)
            return Fail(EngineFailure.Unknown(docker, engine), problems);

        facts = facts with { Buildx = BuildxVersion.Parse(buildx.Output) };
        return facts.HasBuildx(OldestBuildx)
            ? facts
            : Fail(Diagnostic.Of(Rules.BuildxTooOld, position: null, facts.Buildx, OldestBuildx), problems);
    }

    /// <summary>
    /// What is true wherever bake can be called at all, without asking anybody. If bake then fails before it begins,
    /// <see cref="Run"/> says why.
    /// </summary>
    /// <returns><see langword="null"/> where only docker knows which engine is meant.</returns>
    public static DockerFacts? Presume(DockerSettings docker) =>
        EngineReader.ContextOf(docker) is { } context && !IsFalse(docker.Variable("DOCKER_BUILDKIT"))
            ? new(context.Name, OldestBuildx)
            : null;

    internal static Diagnostic? FailureOf(CommandResult result, DockerSettings docker) => result switch
    {
        { End: CommandEnd.NotFound } => Diagnostic.Of(Rules.DockerNotFound, position: null, docker.Program),
        { End: CommandEnd.TimedOut } => Hangs(docker),
        { Succeeded: false } => EngineFailure.Find(result.Error, docker) ?? EngineFailure.Unknown(docker, result),
        _ => null,
    };

    // The plugin's version needs no engine: whatever fails here, there is no plugin that works.
    private static Diagnostic? FailureOfPlugin(CommandResult result, DockerSettings docker) => result switch
    {
        { End: CommandEnd.TimedOut } => Hangs(docker),
        { Succeeded: false } => EngineFailure.Configuration(result.Error)
            ?? Diagnostic.Of(Rules.BuildxMissing, position: null, OldestBuildx),
        _ => null,
    };

    internal static Diagnostic Hangs(DockerSettings docker) => Diagnostic.Of(
        Rules.EngineHangs,
        position: null,
        docker.Timeout.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture),
        EngineFailure.Endpoint(docker));

    private static DockerFacts? Fail(Diagnostic diagnostic, ProblemList problems)
    {
        problems.Add(diagnostic);
        return null;
    }

    private static DockerFacts? ParseVersion(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return root.TryGetProperty("Server", out var server) && server.ValueKind == JsonValueKind.Object
                ? new(ContextOf(root), Buildx: null)
                : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string ContextOf(JsonElement root) =>
        Text(root.GetProperty("Client"), "Context") is { Length: > 0 } name ? name : "default";

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    // What Go's ParseBool takes for false, which is how docker reads the variable.
    private static bool IsFalse(string value) => value is "0" or "f" or "F" or "false" or "False" or "FALSE";
}
