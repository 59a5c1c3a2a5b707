using System.Security.Cryptography;
using Esb.Build.Engines;
using Esb.Build.Images;

namespace Esb.Build.Builders;

/// <summary>The builder that Esb.Sdk makes, as it should be.</summary>
/// <param name="Name"><c>esb-buildx</c></param>
/// <param name="Config">Absolute path of its <c>buildkitd.toml</c>.</param>
/// <param name="Options">Of the driver; by name.</param>
internal sealed record OwnBuilder(string Name, string Config, IReadOnlyDictionary<string, string> Options)
{
    public const string Driver = "docker-container";

    // buildx keeps the options of a builder, but of its configuration only a copy with other paths in it. A variable
    // that nobody reads says which one it was.
    private const string ConfigMark = "env.ESB_SDK_BUILDKITD";

    public static OwnBuilder Of(BuilderSettings settings, Brand brand, DockerSettings docker)
    {
        var (path, content) = BuildkitdConfig.Write(settings, brand, docker);
        var options = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [ConfigMark] = Convert.ToHexStringLower(SHA256.HashData(content)),
        };
        if (settings.Network.Length > 0)
            options["network"] = settings.Network;
        if (settings.Image.Length > 0)
            options["image"] = settings.Image;
        foreach (var (name, value) in ProxyVariables.Read(docker))
            options["env." + name] = value;
        return new(BuilderSettings.NameOf(brand), path, options);
    }

    /// <summary>Whether a builder was made so.</summary>
    public bool Is(BuilderInstance instance) => Options.Count == instance.Options.Count
        && Options.All(o => instance.Options.GetValueOrDefault(o.Key, "").Equals(o.Value, StringComparison.Ordinal));

    /// <summary>What makes it.</summary>
    public string[] Create =>
    [
        "buildx", "create", "--name", Name, "--driver", Driver, "--buildkitd-config", Config,
        .. Options.SelectMany(static o => new[] { "--driver-opt", CsvFields.Join($"{o.Key}={o.Value}") }),
    ];
}
