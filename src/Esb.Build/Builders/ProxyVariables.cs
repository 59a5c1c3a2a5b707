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
}
