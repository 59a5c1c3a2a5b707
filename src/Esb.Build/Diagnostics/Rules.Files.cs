namespace Esb.Build.Diagnostics;

public static partial class Rules
{
    /// <summary>0: path, 1: the system's reason.</summary>
    public static Rule CannotWrite { get; } = Error("ESB1201",
        "'{0}' cannot be written: {1} Check its owner and permissions, then build again.");

    /// <summary>0: what was being written or done, 1: the system's reason.</summary>
    public static Rule DiskFull { get; } = Error("ESB1202",
        "The disk is full: {0}: {1} Free some space (`docker system df` shows what Docker holds, `docker builder prune` frees its build cache), then build again.");

    /// <summary>0: lock name, 1: path of the lock file, 2: seconds waited, 3: what is known of the holder.</summary>
    public static Rule LockTimeout { get; } = Error("ESB1203",
        "Waited {2} s for the lock '{0}' ({1}), held by {3}. Wait for that build, end it, or give more time with -p:EsbLockTimeout=<seconds>.");

    /// <summary>0: path, 1: the system's reason.</summary>
    public static Rule CannotRead { get; } = Error("ESB1204",
        "'{0}' cannot be read: {1} Check that it exists and its permissions, then build again.");

    public static Rule Cancelled { get; } = Error("ESB1205",
        "The build was cancelled. Build again to go on; nothing was left half done.");
}
