using Esb.Build.Diagnostics;
using Esb.Build.Registries;

namespace Esb.Build.Tasks;

/// <summary>How the project's properties want the local registry.</summary>
/// <param name="Seconds">How long it may take until it answers.</param>
internal sealed record RegistryOptions(string Brand, string Image, string Port, double Seconds)
{
    /// <returns><see langword="null"/> when a setting is wrong; the problems say which.</returns>
    public LocalRegistry? Parse(string projectFile, ProblemList problems) => LocalRegistry.Parse(
        new(projectFile)
        {
            Brand = Brand,
            Image = Image,
            Port = Port,
            Timeout = TimeSpan.FromSeconds(Math.Clamp(Seconds, 0, 3600)),
        },
        problems);
}
