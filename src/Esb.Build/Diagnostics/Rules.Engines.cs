namespace Esb.Build.Diagnostics;

public static partial class Rules
{
    /// <summary>0: the program.</summary>
    public static Rule DockerNotFound { get; } = Error("ESB1101",
        "The program '{0}' was not found or may not be run. Install Docker (https://docs.docker.com/engine/install/), or say where it is: -p:EsbDockerPath=<path>");

    /// <summary>0: docker's reason, 1: which engine is meant.</summary>
    public static Rule EngineNotRunning { get; } = Error("ESB1102",
        "No Docker Engine answers: {0} Start it (`sudo systemctl start docker`, or Docker Desktop), or correct {1}, then build again.");

    /// <summary>0: which engine is meant.</summary>
    public static Rule EngineNotPermitted { get; } = Error("ESB1103",
        "You may not use the Docker Engine ({0}): permission denied. Become a member of its group (`sudo usermod -aG docker $USER`), log in again, then build again.");

    /// <summary>0: seconds waited, 1: which engine is meant.</summary>
    public static Rule EngineHangs { get; } = Error("ESB1104",
        "Docker gave no answer within {0} s ({1}). Restart the engine (`sudo systemctl restart docker`), or give it more time with -p:EsbDockerTimeout=<seconds>");

    /// <summary>0: the oldest version that works.</summary>
    public static Rule BuildxMissing { get; } = Error("ESB1105",
        "`docker buildx` does not work: its plugin is missing or broken. Install buildx {0} or later (https://docs.docker.com/go/buildx/; Debian: `apt-get install docker-buildx`), then build again.");

    /// <summary>0: version found, 1: the oldest version that works.</summary>
    public static Rule BuildxTooOld { get; } = Error("ESB1106",
        "buildx is {0}, needed is {1} or later. Update it (https://docs.docker.com/go/buildx/), then build again.");

    /// <summary>0: builder.</summary>
    public static Rule BuilderNotFound { get; } = Error("ESB1107",
        "There is no builder '{0}'. `docker buildx ls` lists those there are: correct EsbBuilder or BUILDX_BUILDER, or make it with `docker buildx create --name {0}`.");

    /// <summary>0: docker's reason.</summary>
    public static Rule ContextNotFound { get; } = Error("ESB1108",
        "The docker context does not exist: {0} `docker context ls` lists those there are: correct DOCKER_CONTEXT, or choose one with `docker context use <name>`.");

    /// <summary>0: the variable's value.</summary>
    public static Rule BuildKitOff { get; } = Error("ESB1109",
        "DOCKER_BUILDKIT={0} switches BuildKit off, which builds the images. Unset it (`unset DOCKER_BUILDKIT`), then build again.");

    /// <summary>0: the system's reason.</summary>
    public static Rule DockerConfigNotWritable { get; } = Error("ESB1110",
        "buildx cannot write to docker's configuration folder: {0} Correct the owner of that folder, or set DOCKER_CONFIG to one you may write to.");

    /// <summary>0: docker's reason.</summary>
    public static Rule EngineDied { get; } = Error("ESB1111",
        "The Docker Engine ended while it was building: {0} Look into its log (`journalctl -u docker -n 50`), start it again, then build again.");

    /// <summary>0: which engine is meant, 1: docker's reason.</summary>
    public static Rule EngineFailed { get; } = Error("ESB1112",
        "Docker does not work ({0}): {1} Try `docker version`; when that works, build again.");

    /// <summary>0: image, 1: its network, 2: the version of buildx.</summary>
    public static Rule NetworkNeedsBuildx { get; } = Error("ESB1113",
        "Image '{0}' has Network=\"{1}\", which buildx {2} ignores without a word. Update buildx to 0.17 or later, or delete Network; where it is \"none\", RUN --network=none in the Dockerfile is understood by every version.");

    /// <summary>0: image, 1: the step's flag, 2: the entitlement, 3: the version of buildx.</summary>
    public static Rule StepNeedsBuildx { get; } = Error("ESB1114",
        "Image '{0}' has a step with {1}, which must be allowed with --allow={2}, and `docker buildx bake` of buildx {3} has no such option. Update buildx to 0.17 or later, or delete {1} here.");

    /// <summary>0: registry, 1: the reason.</summary>
    public static Rule RegistryFailed { get; } = Warning("ESB1120",
        "The registry {0} does not say which images it has: {1} They count as missing there. Check its address and the network (HTTPS_PROXY, NO_PROXY), then build again.");

    /// <summary>0: registry, 1: seconds.</summary>
    public static Rule RegistrySilent { get; } = Error("ESB1123",
        "The registry {0} gives no answer within {1} s, and a push to it could wait for ever. Check its address, the network (HTTPS_PROXY, NO_PROXY) and whether it hangs, then build again; give a slow one more time with EsbDockerTimeout.");

    /// <summary>0: registry, 1: repository, 2: status.</summary>
    public static Rule RegistryDenied { get; } = Warning("ESB1121",
        "The registry {0} does not let you see {1} (it answers {2}), which counts as missing there. Use an account that may pull (`docker login {0}`), then build again.");

    /// <summary>0: helper, 1: registry, 2: the reason.</summary>
    public static Rule CredentialHelperFailed { get; } = Warning("ESB1122",
        "The program '{0}' of docker's config.json gives no login for the registry {1}: {2} Install or repair it, or remove it from credsStore and credHelpers and log in again (`docker login`).");
}
