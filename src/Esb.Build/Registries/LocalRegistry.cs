using System.Globalization;
using Esb.Build.Diagnostics;
using Esb.Build.Images;

namespace Esb.Build.Registries;

/// <summary>What the project's properties say of the local registry; text that nobody has checked yet.</summary>
/// <param name="ProjectFile">Absolute; where a problem with a property is reported.</param>
public sealed record RegistrySettings(string ProjectFile)
{
    public string Brand { get; init; } = "";

    public string Image { get; init; } = "";

    public string Port { get; init; } = "";

    /// <summary>How long the registry may take until it answers.</summary>
    public required TimeSpan Timeout { get; init; }
}

/// <summary>
/// A registry in a container of this machine's engine. Its images are in a volume and outlive the container.
/// </summary>
/// <param name="Name">Of the container, its volume and its network: <c>esb-registry</c>.</param>
/// <param name="Image">What it runs: <c>registry:2</c>.</param>
/// <param name="Port">On 127.0.0.1, and in its own network.</param>
/// <param name="Timeout">How long it may take until it answers.</param>
public sealed record LocalRegistry(string Name, string Image, int Port, TimeSpan Timeout)
{
    /// <summary>What it is called by other containers of its network: <c>registry:5010</c>.</summary>
    public const string Alias = "registry";

    /// <summary>The container's label that holds <see cref="Settings"/>; without it the container is not
    /// ours.</summary>
    public const string Label = "esb-sdk.registry";

    /// <summary><c>127.0.0.1:5010</c>; never <c>localhost</c>, which may be <c>::1</c> first.</summary>
    public string Address => $"127.0.0.1:{PortText}";

    /// <summary>What a container must have been made with to be this registry.</summary>
    public string Settings => $"image={Image} port={PortText}";

    internal string PortText => Port.ToString(CultureInfo.InvariantCulture);

    public static string NameOf(Brand brand) => $"{brand}-registry";

    /// <returns><see langword="null"/> when a setting is wrong; the problems say which.</returns>
    public static LocalRegistry? Parse(RegistrySettings settings, ProblemList problems)
    {
        const string Ports = "a number from 1 to 65535";
        var at = new SourcePosition(settings.ProjectFile);
        var brand = Brand.TryParse(settings.Brand);
        if (brand is null)
            problems.Add(Rules.BadProperty, at, "EsbBrand", settings.Brand, ImageName.Legal);
        var image = ImageReference.TryParse(settings.Image);
        if (image is null)
            problems.Add(Rules.BadProperty, at, "EsbRegistryImage", settings.Image, ImageReference.Legal);
        var isPort = int.TryParse(settings.Port, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and <= 65535;
        if (!isPort)
            problems.Add(Rules.BadProperty, at, "EsbRegistryPort", settings.Port, Ports);
        return brand is null || image is null || !isPort
            ? null
            : new(NameOf(brand), settings.Image, port, settings.Timeout);
    }
}
