namespace Esb.Build.Git;

/// <summary>The environment that git gets.</summary>
internal static class GitEnvironment
{
    // `git rev-parse --local-env-vars` without GIT_CONFIG_COUNT and GIT_CONFIG_PARAMETERS, as git itself does when it
    // goes into another repository: those two hold what the user configured, such as safe.directory in a container.
    private static readonly string[] Local =
    [
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_CONFIG", "GIT_DIR", "GIT_GRAFT_FILE",
        "GIT_IMPLICIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_INTERNAL_SUPER_PREFIX", "GIT_NO_REPLACE_OBJECTS",
        "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_REPLACE_REF_BASE", "GIT_SHALLOW_FILE", "GIT_WORK_TREE",
    ];

    /// <summary>
    /// Without what a git hook sets for its own repository; messages in English, and no lock on the index.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyDictionary<string, string> surrounding)
    {
        var own = new Dictionary<string, string>(surrounding, StringComparer.Ordinal);
        foreach (var name in Local)
            own.Remove(name);
        own["LC_ALL"] = "C";
        own["GIT_OPTIONAL_LOCKS"] = "0";
        return own;
    }
}
