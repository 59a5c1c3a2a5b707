using System.Text.Json;
using Esb.Build.Builders;
using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Build.Images;
using Esb.Testing;

namespace Esb.Build.Tests.Builders;

/// <summary>A machine with buildx's folder, and a docker that is not run but keeps builders as buildx does.</summary>
internal sealed class BuilderMachine : IDisposable
{
    public const string Name = "box-buildx";

    private const string Instance = "buildx/instances/" + Name;

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _lines = [];

    public BuilderMachine() => Settings = new("/repo/images.proj")
    {
        Brand = "box",
        Driver = "docker-container",
        Network = "host",
        RegistryPort = "5010",
        StateDirectory = _folder["state"],
    };

    public BuilderSettings Settings { get; set; }

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public string Builder { get; set; } = "";

    public FakeCommandRunner Docker { get; private set; } = new();

    public ProblemList Problems { get; private set; } = new();

    /// <summary>What was run, without the first word: <c>create inspect</c>.</summary>
    public string Done => string.Join(' ', Docker.Commands.Select(static c => c.Arguments[1]));

    public IReadOnlyList<string> Lines => _lines;

    public string Config => _folder.Read("state/buildkitd.toml");

    public string File(string relative, string content) => _folder.Write(relative, content);

    /// <summary>Docker keeps a builder in its file as buildx 0.13 and 0.29 do.</summary>
    public BuilderMachine Obeys()
    {
        Docker.On("buildx create", new FakeAnswer { Before = Keep }).On("buildx inspect", new FakeAnswer())
            .On("buildx rm", new FakeAnswer { Before = _ => System.IO.File.Delete(_folder[Instance]) });
        return this;
    }

    public BuilderMachine Answers(string arguments, string error)
    {
        Docker.On(arguments, new FakeAnswer(Error: error, ExitCode: 1));
        return this;
    }

    public void HasBuilder(string driver, IReadOnlyDictionary<string, string> options)
    {
        var nodes = new[] { new { Name = Name + "0", DriverOpts = options } };
        _folder.Write(Instance, JsonSerializer.Serialize(new { Name, Driver = driver, Nodes = nodes }));
    }

    public string? Start() => BuilderStart.Run(Settings, Calls, _lines.Add);

    public string? Remove() => BuilderStart.Remove(Brand.TryParse("box")!, Calls);

    /// <summary>Another build, by which nothing was run yet.</summary>
    public BuilderMachine Again()
    {
        (Docker, Problems) = (new(), new());
        return Obeys();
    }

    public void Dispose() => _folder.Dispose();

    private DockerCalls Calls => new(
        Engines.Docker.Settings([("DOCKER_CONFIG", _folder.Root), .. Environment.Select(static e => (e.Key, e.Value))])
            with { Builder = Builder },
        Docker, Problems, CancellationToken.None);

    private void Keep(Build.Processes.Command command)
    {
        var options = command.Arguments.Zip(command.Arguments.Skip(1))
            .Where(static pair => pair.First is "--driver-opt")
            .Select(static pair => CsvFields.TryParse(pair.Second)!.Single().Split('=', 2));
        HasBuilder(
            "docker-container", options.ToDictionary(static o => o[0], static o => o[1], StringComparer.Ordinal));
    }
}
