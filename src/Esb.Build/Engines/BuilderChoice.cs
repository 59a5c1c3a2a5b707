using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Esb.Build.Engines;

/// <summary>Which builder bake would choose, from buildx's own files: its program takes 0.1 s to say so.</summary>
internal static class BuilderChoice
{
    private const string DockerDriver = "docker";

    /// <param name="context"><see langword="null"/> where it is not known.</param>
    /// <returns><c>default (docker)</c>, <c>esb-buildx (docker-container)</c>; <c>?</c> for what cannot be found
    /// out.</returns>
    public static string Read(DockerSettings docker, DockerConfig? config, DockerContext? context)
    {
        var named = docker.Builder is { Length: > 0 } builder ? builder : docker.Variable("BUILDX_BUILDER");
        if (Folder(docker, config) is not { } folder)
            return Text(named.Length > 0 ? named : "?", "?");
        if (named.Length > 0)
            return Text(named, DriverOf(folder, named) ?? DockerDriver);
        if (context is null)
            return Text("?", "?");

        return Chosen(folder, context) is { Length: > 0 } chosen && DriverOf(folder, chosen) is { } driver
            ? Text(chosen, driver)
            : Text(context.Name, DockerDriver);
    }

    private static string Text(string name, string driver) => $"{name} ({driver})";

    private static string? Folder(DockerSettings docker, DockerConfig? config) =>
        docker.Variable("BUILDX_CONFIG") is { Length: > 0 } folder
            ? Path.GetFullPath(folder, docker.Directory)
            : config is null ? null : Path.Combine(config.Folder, "buildx");

    // `docker buildx use` writes the choice into `current`, `use --default` one file an endpoint.
    private static string? Chosen(string folder, DockerContext context)
    {
        var key = context.Name is DockerContext.Default ? context.Host : context.Name;
        if (ReadObject(Path.Combine(folder, "current")) is { } current
            && DockerConfig.Text(current, "Name") is { Length: > 0 } name
            && (IsTrue(current, "Global")
                || string.Equals(DockerConfig.Text(current, "Key"), key, StringComparison.Ordinal))
            && DriverOf(folder, name) is not null)
        {
            return name;
        }

        const int Digits = 20;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..Digits];
        return ReadText(Path.Combine(folder, "defaults", hash));
    }

    // A name without an instance is a context's, and its driver is docker's.
    private static string? DriverOf(string folder, string builder)
    {
        if (builder.AsSpan().ContainsAny('/', '\\'))
            return null;

        // Made for the docker driver by older versions, which did not write it.
        return ReadObject(Path.Combine(folder, "instances", builder.ToLowerInvariant())) is { } instance
            ? DockerConfig.Text(instance, "Driver") is { Length: > 0 } driver ? driver : DockerDriver
            : null;
    }

    private static bool IsTrue(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

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

    private static string? ReadText(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllText(file).Trim() : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
