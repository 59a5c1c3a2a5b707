using Esb.Build.Engines;

namespace Esb.Build.Builders;

/// <summary>The proxies of the environment, which BuildKit in its container needs as much as this process.</summary>
internal static class ProxyVariables
{
    private static readonly string[] Names = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"];

    /// <summary>Those that are set, in upper or lower case, by their name in upper case.</summary>
    public static IEnumerable<(string Name, string Value)> Read(DockerSettings docker)
    {
        foreach (var name in Names)
        {
            var value = docker.Variable(name) is { Length: > 0 } set ? set : docker.Variable(name.ToLowerInvariant());
            if (value.Length > 0)
                yield return (name, value);
        }
    }

    /// <summary>What must not be shown of them: logins.</summary>
    public static IReadOnlyList<string> Secrets(DockerSettings docker)
    {
        var secrets = new List<string>();
        foreach (var (_, value) in Read(docker))
        {
            var address = value.Contains("://", StringComparison.Ordinal) ? value : "http://" + value;
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.UserInfo.Length == 0)
                continue;

            var password = uri.UserInfo[(uri.UserInfo.IndexOf(':', StringComparison.Ordinal) + 1)..];
            secrets.AddRange([uri.UserInfo, password, Uri.UnescapeDataString(password)]);
        }

        return secrets;
    }
}
