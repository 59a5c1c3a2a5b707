using Esb.Build.Engines;

namespace Esb.Build.Tasks;

/// <summary>How the project's properties want docker to be called.</summary>
/// <param name="Seconds">How long docker may take for an answer.</param>
internal sealed record DockerOptions(string Program, string Builder, double Seconds)
{
    /// <param name="folder">Absolute path of the folder that docker runs in.</param>
    public DockerSettings In(string folder, IReadOnlyDictionary<string, string> environment) =>
        new(
            Program.Length > 0 ? Program : "docker", Builder, folder, environment,
            TimeSpan.FromSeconds(Math.Clamp(Seconds, 1, 3600)), Secrets: []);
}
