using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Build.Registries;
using Esb.Build.Tests.Engines;
using Esb.Testing;

namespace Esb.Build.Tests.Registries;

/// <summary>A machine on which the local registry shall run: a docker that is not run, and a port that may
/// answer.</summary>
internal sealed class RegistryMachine : IDisposable
{
    public const string Name = "box-registry";

    private readonly FakeRegistry _server;

    public RegistryMachine(int status = 200)
    {
        _server = new(_ => new(status));
        Registry = new(Name, "registry:2", Port(_server.Address), TimeSpan.FromMilliseconds(300));
    }

    public LocalRegistry Registry { get; init; }

    public FakeCommandRunner Docker { get; } = new();

    public ProblemList Problems { get; } = new();

    public DockerCalls Calls => new(Engines.Docker.Settings(), Docker, Problems, CancellationToken.None);

    /// <summary>Docker has these containers, one after each question.</summary>
    public RegistryMachine Has(params IReadOnlyList<(string Name, string State, string Settings)> containers)
    {
        Docker.On("container ls --all", [.. containers.Select(static c => Listed(c.Name, c.State, c.Settings))]);
        return this;
    }

    /// <summary>Docker does everything that is asked.</summary>
    public RegistryMachine Obeys()
    {
        foreach (var verb in (string[])["start", "create", "rm", "stop", "network create", "image inspect", "pull"])
            Docker.On(verb, new FakeAnswer());
        return this;
    }

    public RegistryMachine Answers(string arguments, string error)
    {
        Docker.On(arguments, new FakeAnswer(Error: error, ExitCode: 1));
        return this;
    }

    public string? Start() => RegistryStart.Run(Registry, Calls);

    /// <summary>The commands by their first word, without questions.</summary>
    public string Done => string.Join(' ', Docker.Commands.Select(static c => c.Arguments[0])
        .Where(static verb => verb is not ("container" or "image")));

    public void Dispose() => _server.Dispose();

    private static FakeAnswer Listed(string name, string state, string settings) =>
        new(name.Length == 0 ? "" : $"{name}\t{state}\t{settings}\n");

    private static int Port(string address) =>
        int.Parse(address[(address.IndexOf(':', StringComparison.Ordinal) + 1)..], null);
}
