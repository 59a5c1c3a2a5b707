using System.Text.Json;

namespace Esb.Build.Engines;

/// <summary>What <c>config.json</c> in docker's configuration folder says, as far as it matters here.</summary>
/// <param name="Folder">Absolute path; it need not exist.</param>
/// <param name="Document">The file; an empty object where there is none.</param>
internal sealed record DockerConfig(string Folder, JsonElement Document)
{
    /// <returns><see langword="null"/> where the folder is unknown or the file cannot be understood: docker then knows
    /// better.</returns>
    public static DockerConfig? Read(DockerSettings docker)
    {
        if (FolderOf(docker) is not { } folder)
            return null;

        // Asked, because most machines have none, and the first exception of a process costs it 10 ms.
        var file = Path.Combine(folder, "config.json");
        if (!File.Exists(file))
            return new(folder, Empty());

        try
        {
            return ReadObject(file) is { } document ? new(folder, document) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <returns><see langword="null"/> where the file holds something else than an object.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="JsonException">The file is no JSON.</exception>
    public static JsonElement? ReadObject(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
    }

    /// <returns>The property's text; empty where there is none or it is no text.</returns>
    public static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String
                ? value.GetString()!
                : "";

    public string Text(string name) => Text(Document, name);

    /// <summary>The texts of an object, such as <c>HttpHeaders</c>; empty where there is none.</summary>
    public IEnumerable<(string Name, string Value)> Texts(string name)
    {
        if (!Document.TryGetProperty(name, out var found) || found.ValueKind != JsonValueKind.Object)
            yield break;

        foreach (var property in found.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.String)
                yield return (property.Name, property.Value.GetString()!);
        }
    }

    private static string? FolderOf(DockerSettings docker)
    {
        if (docker.Variable("DOCKER_CONFIG") is { Length: > 0 } folder)
            return Path.GetFullPath(folder, docker.Directory);

        var home = docker.Variable(OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME");
        return home.Length == 0 ? null : Path.GetFullPath(Path.Combine(home, ".docker"), docker.Directory);
    }

    private static JsonElement Empty()
    {
        using var document = JsonDocument.Parse("{}");
        return document.RootElement.Clone();
    }
}
