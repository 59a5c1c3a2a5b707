using System.Text;
using System.Text.Json;
using Esb.Build.Diagnostics;
using Esb.Build.Processes;

namespace Esb.Build.Engines;

/// <summary>
/// Finds logins where <c>docker login</c> has put them: a helper for one registry, one for all, or the configuration.
/// </summary>
internal sealed class RegistryLogins(DockerSettings docker, ICommandRunner runner, CancellationToken cancellation)
{
    private readonly DockerConfig? _config = DockerConfig.Read(docker);

    /// <param name="key">See <see cref="RegistryAddress.LoginKey"/>.</param>
    /// <returns>Neither where nobody has logged in there.</returns>
    public (RegistryLogin? Login, Diagnostic? Problem) Find(string key)
    {
        if (_config is null)
            return (null, null);

        var own = _config.Texts("credHelpers").FirstOrDefault(h => h.Name.Equals(key, StringComparison.Ordinal));
        var helper = own.Value ?? _config.Text("credsStore");
        return helper.Length > 0 ? Ask(helper, key) : (InConfiguration(_config.Document, key), null);
    }

    private (RegistryLogin? Login, Diagnostic? Problem) Ask(string helper, string key)
    {
        var program = "docker-credential-" + helper;
        var result = runner.Run(
            docker.Query("get") with { Program = program, Input = key }, onLine: null, cancellation);
        if (result.Succeeded && ParseAnswer(result.Output) is { } login)
            return (login, null);
        if (result.End == CommandEnd.Cancelled || IsWithoutLogin(result))
            return (null, null);

        // Never what it printed: nobody knows what is in there.
        var reason = result.End switch
        {
            CommandEnd.NotFound => "it is not there.",
            CommandEnd.TimedOut => "it gave no answer in time.",
            _ => result.ExitCode == 0 ? "its answer cannot be understood." : $"it ended with code {result.ExitCode}.",
        };
        return (null, Diagnostic.Of(Rules.CredentialHelperFailed, position: null, program, key, reason));
    }

    // The words of all helpers, which docker looks for too.
    private static bool IsWithoutLogin(CommandResult result) =>
        result.Output.Contains("credentials not found in native keychain", StringComparison.Ordinal);

    private static RegistryLogin? ParseAnswer(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var answer = document.RootElement;
            return RegistryLogin.Of(DockerConfig.Text(answer, "Username"), DockerConfig.Text(answer, "Secret"));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static RegistryLogin? InConfiguration(JsonElement config, string key)
    {
        if (!config.TryGetProperty("auths", out var all) || all.ValueKind != JsonValueKind.Object)
            return null;

        // The exact name before others of the same host, which older versions wrote: https://host/v1/
        var found = all.EnumerateObject().OrderByDescending(a => a.NameEquals(key))
            .FirstOrDefault(a => HostOf(a.Name).Equals(HostOf(key), StringComparison.Ordinal));
        return found.Value.ValueKind == JsonValueKind.Object ? Parse(found.Value) : null;
    }

    private static RegistryLogin? Parse(JsonElement entry)
    {
        if (DockerConfig.Text(entry, "identitytoken") is { Length: > 0 } token)
            return new("", token, IsToken: true);

        var bytes = new byte[DockerConfig.Text(entry, "auth").Length];
        if (!Convert.TryFromBase64String(DockerConfig.Text(entry, "auth"), bytes, out var length))
            return null;

        var text = Encoding.UTF8.GetString(bytes, 0, length).TrimEnd('\0');
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : RegistryLogin.Of(text[..colon], text[(colon + 1)..]);
    }

    private static string HostOf(string key)
    {
        var scheme = key.IndexOf("://", StringComparison.Ordinal);
        return key[(scheme < 0 ? 0 : scheme + 3)..].Split('/')[0];
    }
}
