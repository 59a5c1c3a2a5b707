using System.Text.Json;
using Esb.Build.Processes;

namespace Esb.Testing;

/// <summary>A temporary git repository in which the packed SDK is used.</summary>
public sealed class SdkFolder : IDisposable
{
    private readonly TemporaryFolder _folder;
    // Apart, because a path that the test is about need not be legal on MSBuild's command line.
    private readonly TemporaryFolder _logs = new();
    private int _builds;

    /// <param name="suffix">Name of a folder in the temporary one, for a repository whose path must hold certain
    /// characters.</param>
    public SdkFolder(string suffix = "")
    {
        _folder = new(suffix);
        Environment = PackedSdk.Environment;
        _folder.Write("nuget.config", PackedSdk.NuGetConfig);
        _folder.Write(".gitignore", "obj/\nbin/\n.esb/\n");
        Git("init", "--quiet", "--initial-branch=main");
        Git("config", "user.name", "Test");
        Git("config", "user.email", "test@example.com");
    }

    public string Root => _folder.Root;

    /// <summary>Of every program that is run here; a test may change it.</summary>
    public Dictionary<string, string> Environment { get; }

    public string this[string relative] => _folder[relative];

    public string Write(string relative, string content) => _folder.Write(relative, content);

    public string Read(string relative) => _folder.Read(relative);

    public string Git(params IReadOnlyList<string> arguments) => Must("git", arguments);

    /// <returns>The commit.</returns>
    public string Commit(string message = "change")
    {
        Git("add", "--all");
        Git("commit", "--quiet", "--allow-empty", "-m", message);
        return Git("rev-parse", "HEAD");
    }

    /// <summary>A standalone image project with these items and properties.</summary>
    /// <returns>Its absolute path.</returns>
    public string WriteProject(string body, string path = "images.proj") =>
        Write(path, $"<Project Sdk=\"Esb.Sdk/{PackedSdk.Version}\">\n{body}\n</Project>\n");

    /// <summary>An image that needs no base image: a folder with a Dockerfile that builds anywhere.</summary>
    public void WriteImage(
        string folder,
        string dockerfile = "FROM scratch\nCOPY --from=meta /version.json /app/version.json\n") =>
        Write(Path.Combine(folder, "Dockerfile"), dockerfile);

    /// <summary><c>dotnet build</c> with a binary log.</summary>
    public BuildOutcome Build(params IReadOnlyList<string> arguments) => Dotnet(["build", .. arguments]);

    /// <summary>Any verb of <c>dotnet</c> that builds, with a binary log and, beside it, what was printed.</summary>
    public BuildOutcome Dotnet(params IReadOnlyList<string> arguments)
    {
        var log = _logs[$"build{++_builds}.binlog"];
        var outcome = new BuildOutcome(Run("dotnet", [.. arguments, "-bl:" + log, "-tl:off"]), log);
        File.WriteAllText(Path.ChangeExtension(log, ".log"), $"dotnet {string.Join(' ', arguments)}\n{outcome}");
        return outcome;
    }

    /// <summary>Values of properties after evaluation, by name.</summary>
    public IReadOnlyDictionary<string, string> Properties(
        IReadOnlyList<string> names,
        params IReadOnlyList<string> arguments)
    {
        // With one name alone MSBuild prints the value and no JSON.
        var questions = names.Append("MSBuildProjectName").Select(static n => "-getProperty:" + n);
        var answer = Ask([.. arguments, .. questions]);
        return answer.GetProperty("Properties").EnumerateObject()
            .ToDictionary(static p => p.Name, static p => p.Value.GetString() ?? "", StringComparer.Ordinal);
    }

    /// <summary>The items that a target returns; builds it.</summary>
    public IReadOnlyList<JsonElement> TargetItems(string target, params IReadOnlyList<string> arguments) =>
    [
        .. Ask([.. arguments, "-getTargetResult:" + target])
            .GetProperty("TargetResults").GetProperty(target).GetProperty("Items").EnumerateArray(),
    ];

    /// <summary>
    /// What <c>dotnet msbuild -getProperty</c> (two or more), <c>-getItem</c> or <c>-getTargetResult</c> answers.
    /// </summary>
    public JsonElement Ask(params IReadOnlyList<string> arguments) =>
        JsonDocument.Parse(Must("dotnet", ["msbuild", .. arguments])).RootElement;

    public CommandResult Run(string program, params IReadOnlyList<string> arguments) =>
        ProgramRun.Run(Root, Environment, program, arguments);

    /// <returns>Standard output without its last line end.</returns>
    /// <exception cref="InvalidOperationException">The program failed.</exception>
    public string Must(string program, params IReadOnlyList<string> arguments)
    {
        var result = Run(program, arguments);
        return result.Succeeded
            ? result.Output.TrimEnd('\n')
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)}: {result.End}\n{result.Output}\n{result.Error}");
    }

    /// <summary>Copies the logs of all builds to a folder that outlives this one.</summary>
    public void KeepLogs(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var log in Directory.EnumerateFiles(_logs.Root))
            File.Copy(log, Path.Combine(folder, Path.GetFileName(log)), overwrite: true);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _logs.Dispose();
    }
}
