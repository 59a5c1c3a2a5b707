using Esb.Build.Processes;

namespace Esb.Build.Engines;

/// <summary>
/// The file of the buildx plugin. Docker starts it twice, first to hear what it is; called as docker calls it, a build
/// is 0.05 s shorter.
/// </summary>
internal static class BuildxPlugin
{
    private const string FileName = "docker-buildx";

    // Docker's way to tell a plugin who calls; without it buildx takes itself for a program of its own.
    private const string Caller = "DOCKER_CLI_PLUGIN_ORIGINAL_CLI_COMMAND";

    // Where docker looks, after the user's folder.
    private static readonly string[] SystemFolders =
    [
        "/usr/local/lib/docker/cli-plugins", "/usr/local/libexec/docker/cli-plugins",
        "/usr/lib/docker/cli-plugins", "/usr/libexec/docker/cli-plugins",
    ];

    /// <summary>The same command without docker before it.</summary>
    /// <param name="command">One that begins with <c>buildx</c>.</param>
    /// <returns><see langword="null"/> where docker has to find the plugin: where it is no program of Docker's, or its
    /// configuration names folders of its own.</returns>
    public static Command? Direct(Command command, DockerSettings docker)
    {
        // On Windows names and folders are others; it was not tried there.
        if (OperatingSystem.IsWindows()
            || !EngineReader.IsDocker(docker.Program)
            || ProgramPath.Find(docker.Program, docker.Directory, docker.Environment) is not { } program
            || IsScript(program)
            || DockerConfig.Read(docker) is not { } config
            || config.Document.TryGetProperty("cliPluginsExtraDirs", out _)
            || Find(config, docker) is not { } plugin)
        {
            return null;
        }

        var environment = new Dictionary<string, string>(command.Environment, StringComparer.Ordinal)
        {
            [Caller] = docker.Program,
        };
        return command with { Program = plugin, Environment = environment };
    }

    // As docker does: the first that is there, whatever is in it.
    private static string? Find(DockerConfig config, DockerSettings docker) =>
        SystemFolders.Prepend(Path.Combine(config.Folder, "cli-plugins"))
            .Select(static folder => Path.Combine(folder, FileName))
            .FirstOrDefault(File.Exists) is { } file
            ? ProgramPath.Find(file, docker.Directory, docker.Environment)
            : null;

    // One that goes to another machine, or calls another program such as podman.
    private static bool IsScript(string program)
    {
        try
        {
            using var file = File.OpenRead(program);
            return file.ReadByte() == '#' && file.ReadByte() == '!';
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // May be run, but not be read: it stays what is called.
            return true;
        }
    }
}
