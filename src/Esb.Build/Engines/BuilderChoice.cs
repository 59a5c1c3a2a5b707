namespace Esb.Build.Engines;

/// <summary>
/// Which builder bake is called with, from buildx's own files: its program takes 0.1 s to say so. What
/// <c>docker buildx use</c> has chosen counts for nothing: bake is always told a builder.
/// </summary>
internal static class BuilderChoice
{
    private const string DockerDriver = "docker";

    /// <param name="context"><see langword="null"/> where it is not known.</param>
    /// <returns><c>default (docker)</c>, <c>esb-buildx (docker-container)</c>; <c>?</c> for what cannot be found
    /// out.</returns>
    public static string Read(DockerSettings docker, DockerConfig? config, DockerContext? context)
    {
        var name = docker.Builder is { Length: > 0 } named ? named
            : docker.Variable("BUILDX_BUILDER") is { Length: > 0 } chosen ? chosen
            : context?.Name;
        if (name is null)
            return Text("?", "?");

        return Text(name, DriverOf(docker, config, name));
    }

    private static string Text(string name, string driver) => $"{name} ({driver})";

    // A name without an instance is a context's, and its driver is docker's. So is the one of an instance that says
    // nothing: older versions did not write it.
    private static string DriverOf(DockerSettings docker, DockerConfig? config, string builder)
    {
        if (BuilderInstance.FolderOf(docker, config) is not { } folder)
            return "?";

        return BuilderInstance.Read(folder, builder) is { Driver.Length: > 0 } instance
            ? instance.Driver
            : DockerDriver;
    }
}
