using System.Text.Json;

namespace Esb.Build.Engines;

/// <summary>
/// Which builder bake is called with, from buildx's own files: its program takes 0.1 s to say so. What
/// <c>docker buildx use</c> has chosen counts for nothing: bake is always told a builder.
/// </summary>
internal static class BuilderChoice
{
    private const string DockerDriver = "docker";

    /// <param name="context"><see langword="null"/> where it is not known.</param>
    /// <returns><c>default (docker)</c>, <c>esb-buildx (docker-container)</c>; <c>?</c> for what cannot be found
    /// out.</returns>
    public static string Read(DockerSettings docker, DockerConfig? config, DockerContext? context)
    {
        var name = docker.Builder is { Length: > 0 } named ? named
            : docker.Variable("BUILDX_BUILDER") is { Length: > 0 } chosen ? chosen
            : context?.Name;
        if (name is null)
            return Text("?", "?");

        return Text(name, Folder(docker, config) is { } folder ? DriverOf(folder, name) : "?");
    }

    private static string Text(string name, string driver) => $"{name} ({driver})";

    private static string? Folder(DockerSettings docker, DockerConfig? config) =>
        docker.Variable("BUILDX_CONFIG") is { Length: > 0 } folder
            ? Path.GetFullPath(folder, docker.Directory)
            : config is null ? null : Path.Combine(config.Folder, "buildx");

    // A name without an instance is a context's, and its driver is docker's. So is the one of an instance that says
    // nothing: older versions did not write it.
    private static string DriverOf(string folder, string builder)
    {
        if (builder.AsSpan().ContainsAny('/', '\\'))
            return DockerDriver;

        return ReadObject(Path.Combine(folder, "instances", builder.ToLowerInvariant())) is { } instance
            && DockerConfig.Text(instance, "Driver") is { Length: > 0 } driver
                ? driver
                : DockerDriver;
    }

    private static JsonElement? ReadObject(string file)
    {
        try
        {
            return File.Exists(file) ? DockerConfig.ReadObject(file) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
