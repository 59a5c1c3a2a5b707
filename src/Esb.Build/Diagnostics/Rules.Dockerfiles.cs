namespace Esb.Build.Diagnostics;

public static partial class Rules
{
    /// <summary>0: name of the stage, or of its image where it has none, 1: name of the meta context.</summary>
    public static Rule NoVersionFile { get; } = Warning("ESB2101",
        "The image of stage '{0}' has no /app/version.json, so nobody can tell what it was built from. Add to this stage: COPY --from={1} /version.json /app/version.json");

    /// <summary>0: name of the argument, 1: name of the meta context.</summary>
    public static Rule VersionArgument { get; } = Warning("ESB2102",
        "ARG {0} makes traceability a build argument. Delete it and take the value from /app/version.json, which comes with: COPY --from={1} /version.json /app/version.json");

    /// <summary>0: name of the variable, 1: name of the meta context.</summary>
    public static Rule VersionVariable { get; } = Warning("ESB2103",
        "ENV {0} makes traceability a variable of the image. Delete it and read /app/version.json instead, which comes with: COPY --from={1} /version.json /app/version.json");

    public static Rule RuntimeVariable { get; } = Warning("ESB2104",
        "ENV IMAGE_RUNTIME belongs to runtime images (docker, containerd, shared) only. Delete it here, and set it in the Dockerfile of the runtime image.");

    /// <summary>0: the target asked for, 1: the names of the stages there are.</summary>
    public static Rule UnknownStage { get; } = Error("ESB2105",
        "The Dockerfile has no stage '{0}'. Name one of its stages ({1}) as the image's target, or write FROM … AS {0}.");

    public static Rule NoStage { get; } = Error("ESB2106",
        "The Dockerfile has no FROM, so it makes no image. Begin it with FROM <image>, or FROM scratch.");

    /// <summary>0: keyword of the instruction.</summary>
    public static Rule LoginInDockerfile { get; } = Warning("ESB2107",
        "{0} has an address with a login in it, which everybody reads in the image's history. Leave it out, change the password, and read it from a secret: RUN --mount=type=secret,id=…");

    /// <summary>0: the image, 1: what the step mounts, 2: its id, 3: metadata to type.</summary>
    public static Rule MissingMount { get; } = Error("ESB2108",
        "This step of image '{0}' requires the {1} '{2}', which its EsbImage does not give. Add to the item: {3} (or leave out required, where the step can do without).");

    /// <summary>0: the item, 1: the Dockerfile, 2: where the link leads, 3: the same as metadata.</summary>
    public static Rule LinkedDockerfile { get; } = Error("ESB2109",
        "EsbImage '{0}': the Dockerfile '{1}' is a symbolic link to '{2}', which BuildKit does not follow out of the folder that the link is in. Name the file itself: Dockerfile=\"{3}\".");

    /// <summary>0: the pattern, 1: what is wrong with it, a part of a sentence.</summary>
    public static Rule IgnorePattern { get; } = Error("ESB2110",
        "The ignore pattern '{0}' cannot be used: {1}. Correct the line, or delete it; a wildcard that is meant literally is written '\\*', '\\?', '\\['.");
}
