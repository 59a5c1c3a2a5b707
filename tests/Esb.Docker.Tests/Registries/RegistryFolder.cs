using System.Globalization;
using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Build.Processes;
using Esb.Build.Registries;
using Esb.Testing;

namespace Esb.Docker.Tests.Registries;

/// <summary>A local registry of a brand of its own, on a free port; it goes with all that it has made.</summary>
internal sealed class RegistryFolder : IDisposable
{
    public RegistryFolder()
    {
        RegistryImage.Require();
        Registry = new(
            Folder.Brand + "-registry", RegistryImage.Reference, LoopbackPort.Free(), TimeSpan.FromSeconds(30));
    }

    public DockerFolder Folder { get; } = new();

    public LocalRegistry Registry { get; }

    /// <summary>What a build says that means it.</summary>
    public string[] Arguments =>
    [
        "-p:EsbRegistryImage=" + Registry.Image,
        string.Create(CultureInfo.InvariantCulture, $"-p:EsbRegistryPort={Registry.Port}"),
        "-p:EsbRegistry=" + Registry.Address,
    ];

    public string State => DockerEngine.Run("inspect", "-f", "{{.State.Status}}", Registry.Name).Output.Trim();

    /// <returns>The line that says what was done.</returns>
    public static string Start(LocalRegistry registry)
    {
        var problems = new ProblemList();
        return RegistryStart.Run(registry, Calls(problems))
            ?? throw new InvalidOperationException($"{problems.Found[0]}");
    }

    /// <returns>The one problem of a registry that cannot be started.</returns>
    public static Diagnostic StartInVain(LocalRegistry registry)
    {
        var problems = new ProblemList();
        Assert.That(RegistryStart.Run(registry, Calls(problems)), Is.Null);
        return problems.Found.Single();
    }

    /// <returns>What a registry has under a reference; empty where it has nothing.</returns>
    public static string Digest(string reference)
    {
        var calls = Calls(new());
        return RegistryReader.Read(new(calls.Docker, [reference]), calls.Runner, calls.Problems, calls.Cancellation)!
            .GetValueOrDefault(reference, "");
    }

    /// <summary>Fills the registry with an image that has a layer.</summary>
    public void Push(string path)
    {
        var reference = $"{Registry.Address}/{path}";
        DockerEngine.Must("tag", "esb-test/busybox:1", reference);
        DockerEngine.Must("push", "--quiet", reference);
        DockerEngine.Must("image", "rm", reference);
    }

    public void Dispose()
    {
        DockerEngine.Run("rm", "--force", Registry.Name);
        DockerEngine.Run("network", "rm", Registry.Name);
        DockerEngine.Run("volume", "rm", Registry.Name);
        Folder.Dispose();
    }

    private static DockerCalls Calls(ProblemList problems) => new(
        new("docker", "", Path.GetTempPath(), ProgramRun.Environment, TimeSpan.FromSeconds(60), []),
        SystemCommandRunner.Instance, problems, CancellationToken.None);
}
