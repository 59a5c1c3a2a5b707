namespace Esb.Build.Diagnostics;

/// <summary>What goes wrong with the local registry. Value 0 is the container's name where nothing else is
/// said.</summary>
public static partial class Rules
{
    /// <summary>0: port, 1: who has it.</summary>
    public static Rule RegistryPortTaken { get; } = Error("ESB1130",
        "The local registry cannot have the port {0} of 127.0.0.1: it is taken by {1}. End that, or give the registry another port with -p:EsbRegistryPort=<port>");

    /// <summary>1: address, 2: seconds waited, 3: the reason.</summary>
    public static Rule RegistryNotReady { get; } = Error("ESB1131",
        "The local registry '{0}' gave no good answer at http://{1}/v2/ within {2} s: {3} Look into its log (`docker logs {0}`), or give it more time with -p:EsbRegistryTimeout=<seconds>");

    public static Rule RegistryNameTaken { get; } = Error("ESB1132",
        "There is a container '{0}' that Esb.Sdk has not made, and the local registry would have its name. Rename it (`docker rename {0} <name>`), or give the project another EsbBrand.");

    /// <summary>0: image, 1: docker's reason.</summary>
    public static Rule RegistryImageMissing { get; } = Error("ESB1133",
        "The engine has no image '{0}' for the local registry and cannot pull it: {1} Load it (`docker load`), or name one that can be pulled with -p:EsbRegistryImage=<image>");

    /// <summary>1: docker's reason.</summary>
    public static Rule RegistryNotStarted { get; } = Error("ESB1134",
        "The local registry '{0}' cannot be started or stopped: {1} Remove it (`docker rm --force {0}`; its images stay in its volume), then build again.");

    /// <summary>0: image, 1: where it should go, 2: docker's reason.</summary>
    public static Rule ImportFailed { get; } = Error("ESB1135",
        "The image '{0}' cannot be copied to {1}: {2} Correct its name or your login (`docker login`), or pull it into the engine (`docker pull {0}`), then build again.");

    /// <summary>0: image, 1: where an earlier copy is, 2: docker's reason.</summary>
    public static Rule ImportKept { get; } = Warning("ESB1136",
        "The image '{0}' cannot be looked at again, so the earlier copy {1} stays: {2} Build again when its registry can be reached.");

    /// <summary>0: item, 1: what is legal.</summary>
    public static Rule BadExternalImage { get; } = Error("ESB2040",
        "EsbExternalImage '{0}' is no image: use {1}.");

    /// <summary>0 and 1: items, 2: reference.</summary>
    public static Rule ExternalImageCollision { get; } = Error("ESB2041",
        "EsbExternalImage '{0}' and '{1}' would both be copied to {2}. Take one of them away.");
}
