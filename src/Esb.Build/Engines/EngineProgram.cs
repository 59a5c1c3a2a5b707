using Esb.Build.Diagnostics;
using Esb.Build.Processes;

namespace Esb.Build.Engines;

/// <summary>
/// Asks an engine through the docker program, where its API is out of reach: over ssh, through a pipe or a proxy. It
/// lists all images, because that is one request; <c>docker image inspect</c> makes one an image, each after the other.
/// </summary>
internal static class EngineProgram
{
    private const string Format = "{{.Repository}} {{.Tag}} {{.Digest}} {{.ID}}";

    /// <summary>Two processes side by side, about 0.1 s and what the engine needs.</summary>
    /// <returns><see langword="null"/> where docker failed, which is in <paramref name="problems"/> then, or the build
    /// was cancelled.</returns>
    public static EngineAnswer? Run(
        DockerSettings docker, ICommandRunner runner, ProblemList problems, CancellationToken cancellation)
    {
        var list = docker.Query("image", "ls", "--no-trunc", "--digests", "--format", Format);
        var listing = OwnThread.Run(() => runner.Run(list, onLine: null, cancellation));
        var info = runner.Run(docker.Query("info", "--format", "{{.ID}}"), onLine: null, cancellation);
        var images = listing.GetAwaiter().GetResult();
        if (cancellation.IsCancellationRequested)
            return null;

        if ((DockerProbe.FailureOf(images, docker) ?? DockerProbe.FailureOf(info, docker)) is { } failure)
        {
            problems.Add(failure);
            return null;
        }

        return new(info.Output.Trim(), Parse(images.Output));
    }

    private static Dictionary<string, string> Parse(string output)
    {
        const string None = "<none>";
        var images = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in output.Split('\n'))
        {
            if (line.Split(' ') is not [var name, var tag, var digest, var id] || name is None)
                continue;

            if (tag is not None)
                images[$"{name}:{tag}"] = id;
            if (digest is not None)
                images[$"{name}@{digest}"] = id;
        }

        return images;
    }
}
