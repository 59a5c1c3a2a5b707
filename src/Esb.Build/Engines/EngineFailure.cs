using Esb.Build.Diagnostics;
using Esb.Build.Processes;

namespace Esb.Build.Engines;

/// <summary>Recognises in docker's messages that the machine is the problem, not what the user wrote.</summary>
public static class EngineFailure
{
    /// <param name="text">What docker printed on standard error.</param>
    /// <returns><see langword="null"/> where the text says nothing about the machine.</returns>
    public static Diagnostic? Find(string text, DockerSettings docker)
    {
        var reason = LastLine(text);
        if (Has(text, "no space left on device"))
            return Of(Rules.DiskFull, "Docker", reason);
        if (Has(text, "permission denied while trying to connect to the docker"))
            return Of(Rules.EngineNotPermitted, Endpoint(docker));
        if (Has(text, "error reading from server: ") || Has(text, "code = Unavailable"))
            return Of(Rules.EngineDied, reason);
        if (Has(text, "context not found") || (Has(text, "context \"") && Has(text, "does not exist")))
            return Of(Rules.ContextNotFound, reason);
        if (IsUnreachable(text))
            return Of(Rules.EngineNotRunning, reason, Endpoint(docker));
        if (BuilderIn(text) is { } builder)
            return Of(Rules.BuilderNotFound, builder);
        if (IsConfigurationNotWritable(reason, docker))
            return Of(Rules.DockerConfigNotWritable, reason);

        return null;
    }

    /// <summary>For a command whose failure is none of those that are known.</summary>
    public static Diagnostic Unknown(DockerSettings docker, CommandResult result) => Of(
        Rules.EngineFailed, Endpoint(docker), LastLine(result.Error.Length > 0 ? result.Error : result.Output));

    /// <summary>Which engine is meant, in the words of the one who chose it.</summary>
    public static string Endpoint(DockerSettings docker)
    {
        if (docker.Variable("DOCKER_HOST") is { Length: > 0 } host)
            return $"DOCKER_HOST={host}";

        return docker.Variable("DOCKER_CONTEXT") is { Length: > 0 } context
            ? $"DOCKER_CONTEXT={context}"
            : "the current docker context";
    }

    /// <summary>A configuration that docker cannot load, with which it knows no plugin either.</summary>
    internal static Diagnostic? Configuration(string text)
    {
        const string Mark = "Error loading config file: ";
        var start = text.IndexOf(Mark, StringComparison.Ordinal);
        return start < 0
            ? null
            : Of(Rules.DockerConfigNotWritable, LastLine(text[(start + Mark.Length)..].Split('\n')[0]));
    }

    private static bool IsUnreachable(string text) =>
        Has(text, "cannot connect to the docker daemon") || Has(text, "failed to connect to the docker api")
        || Has(text, "error during connect");

    // ERROR: no builder "name" found
    private static string? BuilderIn(string text)
    {
        const string Before = "no builder \"";
        var start = text.IndexOf(Before, StringComparison.Ordinal);
        if (start < 0)
            return null;

        var name = text[(start + Before.Length)..];
        var end = name.IndexOf('"', StringComparison.Ordinal);
        return end < 0 ? null : name[..end];
    }

    // ERROR: mkdir /home/u/.docker/buildx: permission denied
    private static bool IsConfigurationNotWritable(string reason, DockerSettings docker)
    {
        var folder = docker.Variable("DOCKER_CONFIG") is { Length: > 0 } set
            ? set
            : docker.Variable("HOME") + "/.docker";
        return (reason.StartsWith("mkdir ", StringComparison.Ordinal)
                || reason.StartsWith("open ", StringComparison.Ordinal))
            && reason.Contains(folder, StringComparison.Ordinal);
    }

    internal static string LastLine(string text)
    {
        var trimmed = text.TrimEnd();
        var line = trimmed[(trimmed.LastIndexOf('\n') + 1)..].Trim();
        line = line.StartsWith("ERROR: ", StringComparison.Ordinal) ? line["ERROR: ".Length..] : line;
        return Sentence.End(line.Length == 0 ? "docker gave no reason" : line);
    }

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static Diagnostic Of(Rule rule, params ReadOnlySpan<object?> values) =>
        Diagnostic.Of(rule, position: null, values);
}
