using Esb.Build.Builders;
using Esb.Build.Diagnostics;
using Esb.Build.Processes;
using Microsoft.Build.Framework;

namespace Esb.Build.Tasks;

/// <summary>Makes the builder that the project asks for, and says its name.</summary>
[MSBuildMultiThreadableTask]
public sealed class PrepareBuilder : EsbTask
{
    public string Brand { get; set; } = "";

    public string Driver { get; set; } = "";

    public string Network { get; set; } = "";

    /// <summary>BuildKit's image.</summary>
    public string Image { get; set; } = "";

    /// <summary>A <c>buildkitd.toml</c>, relative to the project.</summary>
    public string BuildkitdConfig { get; set; } = "";

    public string CertDirectory { get; set; } = "";

    public string Registry { get; set; } = "";

    public string RegistryPort { get; set; } = "";

    /// <summary>Absolute path of the folder for the generated configuration.</summary>
    [Required]
    public string StateDirectory { get; set; } = "";

    public string DockerPath { get; set; } = "";

    /// <summary>The builder that the user has named.</summary>
    public string Builder { get; set; } = "";

    /// <summary>Seconds that docker may take for an answer.</summary>
    public double DockerTimeout { get; set; } = 20;

    /// <summary>What bake is to be called with; empty for the builder that it finds itself.</summary>
    [Output]
    public string ChosenBuilder { get; private set; } = "";

    protected override void Run(ProblemList problems)
    {
        using var signals = TerminationSignals.Listen(CancellationSource);
        var docker = new DockerOptions(DockerPath, Builder, DockerTimeout).In(ProjectDirectory, Environment);
        ChosenBuilder = BuilderStart.Run(
            Settings(),
            new(docker, SystemCommandRunner.Instance, problems, Cancellation),
            Say) ?? "";
    }

    private BuilderSettings Settings() => new(ProjectFile)
    {
        Brand = Brand,
        Driver = Driver,
        Network = Network,
        Image = Image,
        Config = Absolute(BuildkitdConfig),
        CertDirectory = Absolute(CertDirectory),
        Registry = Registry,
        RegistryPort = RegistryPort,
        StateDirectory = StateDirectory,
    };

    private string Absolute(string path) => path.Length > 0 ? Path.GetFullPath(path, ProjectDirectory) : "";
}
