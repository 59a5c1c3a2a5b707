using System.Text.Json;

namespace Esb.Build.Engines;

/// <summary>A token that a registry's own server gives out, for reading one repository.</summary>
internal static class RegistryToken
{
    /// <returns><see langword="null"/> where the registry names no server, or one that would get a login in the
    /// clear.</returns>
    public static Func<HttpRequestMessage>? Request(
        RegistryChallenge challenge, (RegistryAddress Image, RegistryWay Way) of, RegistryLogin? login)
    {
        if (!Uri.TryCreate(challenge.Parameters.GetValueOrDefault("realm"), UriKind.Absolute, out var realm)
            || !(realm.Scheme is "https" || (realm.Scheme is "http" && IsAsClose(realm, of))))
        {
            return null;
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["scope"] = challenge.Parameters.GetValueOrDefault("scope", $"repository:{of.Image.Repository}:pull"),
        };
        if (challenge.Parameters.TryGetValue("service", out var service))
            fields["service"] = service;
        return login is { IsToken: true } ? () => Refresh(realm, fields, login) : () => Get(realm, fields, login);
    }

    /// <returns><see langword="null"/> where the answer has no token.</returns>
    public static string? Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var answer = document.RootElement;
            return DockerConfig.Text(answer, "token") is { Length: > 0 } token ? token
                : DockerConfig.Text(answer, "access_token") is { Length: > 0 } access ? access
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // What stays on this machine goes nowhere else in the clear; a login for a registry that is spoken to in the clear
    // anyway goes there only.
    private static bool IsAsClose(Uri realm, (RegistryAddress Image, RegistryWay Way) of)
    {
        var registry = of.Image.Uri(of.Way);
        return RegistryAddress.IsOfThisMachine(registry)
            ? RegistryAddress.IsOfThisMachine(realm)
            : of.Way == RegistryWay.Plain
                && realm.DnsSafeHost.Equals(registry.DnsSafeHost, StringComparison.OrdinalIgnoreCase);
    }

    private static HttpRequestMessage Get(Uri realm, Dictionary<string, string> fields, RegistryLogin? login)
    {
        var query = string.Join('&', fields.Select(static f => $"{f.Key}={Uri.EscapeDataString(f.Value)}"));
        var separator = realm.Query.Length == 0 ? "?" : "&";
        return new(HttpMethod.Get, new Uri(realm.AbsoluteUri + separator + query))
        {
            Headers = { Authorization = login?.Basic() },
        };
    }

    private static HttpRequestMessage Refresh(Uri realm, Dictionary<string, string> fields, RegistryLogin login) =>
        new(HttpMethod.Post, realm)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>(fields, StringComparer.Ordinal)
            {
                ["grant_type"] = "refresh_token",
                ["client_id"] = "Esb.Sdk",
                ["refresh_token"] = login.Secret,
            }),
        };
}
