using System.Text;
using System.Text.Json;
using Esb.Build.Processes;

namespace Esb.Build.Engines;

/// <summary>
/// Logins that the environment and docker's configuration hold, for proxies, registries and engines: steps see some
/// of them, programs print others, and no log shall have any. What a credential helper keeps is not asked for: only
/// docker itself gets that, and registries.
/// </summary>
public static class MachineSecrets
{
    private static readonly string[] OfRegistries = ["auth", "password", "identitytoken", "registrytoken"];

    /// <returns>Values for a <see cref="SecretMask"/>, some of them several times.</returns>
    public static IReadOnlyList<string> Read(DockerSettings docker)
    {
        var secrets = new List<string>();
        foreach (var (_, value) in docker.Environment.Where(static v => IsOfAddress(v.Key)))
            secrets.AddRange(UserInfo.Secrets(value));
        if (Parse(docker.Variable("DOCKER_AUTH_CONFIG")) is { } variable)
            secrets.AddRange(Registries(variable));
        if (DockerConfig.Read(docker) is not { } config)
            return secrets;

        secrets.AddRange(Registries(config.Document));
        secrets.AddRange(Objects(config.Document, "proxies").SelectMany(Texts).SelectMany(UserInfo.Secrets));
        secrets.AddRange(config.Texts("HttpHeaders")
            .Where(static h => !h.Name.Equals("User-Agent", StringComparison.OrdinalIgnoreCase))
            .Select(static h => h.Value));
        return secrets;
    }

    private static bool IsOfAddress(string variable) =>
        variable is "DOCKER_HOST" or "BUILDKIT_HOST"
        || variable.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Registries(JsonElement config)
    {
        foreach (var registry in Objects(config, "auths"))
        {
            foreach (var name in OfRegistries)
                yield return DockerConfig.Text(registry, name);

            var bytes = new byte[DockerConfig.Text(registry, "auth").Length];
            if (!Convert.TryFromBase64String(DockerConfig.Text(registry, "auth"), bytes, out var length))
                continue;

            var login = Encoding.UTF8.GetString(bytes, 0, length).TrimEnd('\0');
            yield return login;
            yield return login[(login.IndexOf(':', StringComparison.Ordinal) + 1)..];
        }
    }

    private static IEnumerable<JsonElement> Objects(JsonElement element, string name) =>
        element.TryGetProperty(name, out var all) && all.ValueKind == JsonValueKind.Object
            ? all.EnumerateObject().Select(static p => p.Value).Where(static v => v.ValueKind == JsonValueKind.Object)
            : [];

    private static IEnumerable<string> Texts(JsonElement element) =>
        element.EnumerateObject().Where(static p => p.Value.ValueKind == JsonValueKind.String)
            .Select(static p => p.Value.GetString()!);

    private static JsonElement? Parse(string json)
    {
        if (json.Length == 0)
            return null;

        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
