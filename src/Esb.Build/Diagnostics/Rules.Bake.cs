namespace Esb.Build.Diagnostics;

public static partial class Rules
{
    /// <summary>0: instruction, 1: target, 2: exit code, 3: the last lines it printed.</summary>
    public static Rule StepFailed { get; } = Error("ESB3001",
        "'{0}' of image '{1}' ended with exit code {2}: {3} Correct the instruction or what it needs; its whole output is in the build log.");

    /// <summary>0: BuildKit's words, 1: where to read on.</summary>
    public static Rule BuildWarning { get; } = Warning("ESB3002",
        "BuildKit's linter: {0} {1}");

    /// <summary>0: path, 1: instruction, 2: target.</summary>
    public static Rule CopySourceMissing { get; } = Error("ESB3003",
        "'{0}' is not where '{1}' of image '{2}' looks for it. Correct the path, add the file to the context or the stage that is copied from, or let .dockerignore keep it.");

    /// <summary>0: BuildKit's reason.</summary>
    public static Rule DockerfileSyntax { get; } = Error("ESB3004",
        "The Dockerfile cannot be read: {0} Correct this line.");

    /// <summary>0: image, 1: target, 2: BuildKit's reason.</summary>
    public static Rule BaseImageMissing { get; } = Error("ESB3005",
        "The base image '{0}' of image '{1}' is not to be had: {2} Check its name and tag, `docker login` where it is private, or list it in BaseImages where this project builds it.");

    /// <summary>0: target, 1: BuildKit's reason.</summary>
    public static Rule BuildFailed { get; } = Error("ESB3006",
        "Image '{0}' cannot be built: {1} Correct what the reason names, then build again.");

    /// <summary>0: the last error, 1: the command without MSBuild.</summary>
    public static Rule BakeFailed { get; } = Error("ESB3007",
        "`docker buildx bake` failed: {0} Correct what it names; to see it alone, run: {1}");

    /// <summary>0: the engine's message.</summary>
    public static Rule EngineRace { get; } = Error("ESB3008",
        "The Docker Engine failed three times in a way that usually passes: {0} Build again; where it stays, update the Docker Engine or restart it.");

    public static Rule BakeCancelled { get; } = Error("ESB3009",
        "Building images was cancelled. Build again to go on: images that were done stay.");

    /// <summary>0: exit code.</summary>
    public static Rule BakeInterrupted { get; } = Error("ESB3010",
        "`docker buildx bake` was interrupted by another program (exit code {0}). Build again.");

    /// <summary>0: image, 1: path in the image, 2: docker's reason.</summary>
    public static Rule ImageUnreadable { get; } = Error("ESB3051",
        "'{1}' cannot be read out of image '{0}': {2} Try `docker create {0} x` by hand.");
}
