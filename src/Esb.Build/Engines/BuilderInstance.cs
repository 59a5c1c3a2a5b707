using System.Text.Json;

namespace Esb.Build.Engines;

/// <summary>A builder as buildx keeps it in a file of its own: what it was made with.</summary>
/// <param name="Driver">Empty where the file says nothing.</param>
/// <param name="Options">The driver's options of its first node: <c>network</c>, <c>image</c>,
/// <c>env.HTTP_PROXY</c>.</param>
internal sealed record BuilderInstance(string Driver, IReadOnlyDictionary<string, string> Options)
{
    /// <returns>buildx's folder; <see langword="null"/> where it is not known.</returns>
    public static string? FolderOf(DockerSettings docker, DockerConfig? config) =>
        docker.Variable("BUILDX_CONFIG") is { Length: > 0 } folder
            ? Path.GetFullPath(folder, docker.Directory)
            : config is null ? null : Path.Combine(config.Folder, "buildx");

    /// <param name="folder">See <see cref="FolderOf"/>.</param>
    /// <returns><see langword="null"/> where there is none of that name.</returns>
    public static BuilderInstance? Read(string folder, string name)
    {
        if (name.AsSpan().ContainsAny('/', '\\'))
            return null;

        try
        {
            var file = Path.Combine(folder, "instances", name.ToLowerInvariant());
            return File.Exists(file) && DockerConfig.ReadObject(file) is { } instance
                ? new(DockerConfig.Text(instance, "Driver"), OptionsOf(instance))
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static SortedDictionary<string, string> OptionsOf(JsonElement instance)
    {
        var options = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (instance.TryGetProperty("Nodes", out var nodes) && nodes.ValueKind == JsonValueKind.Array
            && nodes.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } node
            && node.TryGetProperty("DriverOpts", out var found) && found.ValueKind == JsonValueKind.Object)
        {
            foreach (var option in found.EnumerateObject())
                options[option.Name] = DockerConfig.Text(found, option.Name);
        }

        return options;
    }
}
