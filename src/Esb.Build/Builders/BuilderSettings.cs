using System.Globalization;
using Esb.Build.Diagnostics;
using Esb.Build.Images;

namespace Esb.Build.Builders;

/// <summary>What the project's properties say of its builder; text that nobody has checked yet.</summary>
/// <param name="ProjectFile">Absolute; where a problem with a property is reported.</param>
public sealed record BuilderSettings(string ProjectFile)
{
    public const string LegalDriver =
        "docker, or docker-container; for another driver make a builder with `docker buildx create` and name it with EsbBuilder";

    private const string LegalConfig = "the path of a buildkitd.toml that exists";

    public string Brand { get; init; } = "";

    public string Driver { get; init; } = "";

    /// <summary>Of the builder's container: <c>host</c>, a network's name, or empty for docker's own.</summary>
    public string Network { get; init; } = "";

    /// <summary>BuildKit's image; empty for the one that buildx chooses.</summary>
    public string Image { get; init; } = "";

    /// <summary>Absolute path of a <c>buildkitd.toml</c>; empty for a generated one.</summary>
    public string Config { get; init; } = "";

    /// <summary>Absolute path of the folder that holds <c>rootCA.crt</c>; empty for that of the environment.</summary>
    public string CertDirectory { get; init; } = "";

    /// <summary>What references begin with; empty for that of the environment.</summary>
    public string Registry { get; init; } = "";

    public string RegistryPort { get; init; } = "";

    /// <summary>Absolute path of the folder for the generated configuration.</summary>
    public required string StateDirectory { get; init; }

    /// <returns>The name of the builder that Esb.Sdk makes: <c>esb-buildx</c>.</returns>
    public static string NameOf(Brand brand) => $"{brand}-buildx";

    /// <returns><see langword="null"/> when a setting is wrong; the problems say which.</returns>
    public Brand? Parse(ProblemList problems)
    {
        var at = new SourcePosition(ProjectFile);
        var before = problems.Found.Count;
        var brand = Images.Brand.TryParse(Brand);
        if (brand is null)
            problems.Add(Rules.BadProperty, at, "EsbBrand", Brand, ImageName.Legal);
        if (Driver is not ("docker" or "docker-container"))
            problems.Add(Rules.BadProperty, at, "EsbBuilderDriver", Driver, LegalDriver);
        if (Image.Length > 0 && ImageReference.TryParse(Image) is null)
            problems.Add(Rules.BadProperty, at, "EsbBuilderImage", Image, ImageReference.Legal);
        if (Config.Length > 0 && !File.Exists(Config))
            problems.Add(Rules.BadProperty, at, "EsbBuildkitdConfig", Config, LegalConfig);
        if (!int.TryParse(RegistryPort, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            problems.Add(Rules.BadProperty, at, "EsbRegistryPort", RegistryPort, "a number from 1 to 65535");
        return problems.Found.Count > before ? null : brand;
    }
}
