namespace Esb.Build.Git;

/// <summary>
/// What git is configured to, from the files that git itself would read. LibGit2Sharp's own configuration is not used:
/// it looks for a worktree's remotes in the wrong folder and does not open at all with libgit2 1.5.
/// </summary>
internal sealed class GitConfig
{
    // More is a file that includes itself; git stops at the same depth.
    private const int DeepestInclude = 10;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly string? _home;

    private GitConfig(string? home) => _home = home;

    /// <summary>
    /// The last value of a key, such as <c>remote.origin.url</c>; <see langword="null"/> when it has none.
    /// </summary>
    public string? this[string key] => _values.GetValueOrDefault(key);

    /// <exception cref="InexactException">A file is damaged, or includes others on a condition that only git can
    /// decide.</exception>
    public static GitConfig Read(string commonDirectory, IReadOnlyDictionary<string, string> environment)
    {
        var config = new GitConfig(environment.GetValueOrDefault("HOME"));
        foreach (var file in GitConfigFiles.Of(commonDirectory, environment))
            config.Add(file, 0);
        return config;
    }

    private void Add(string file, int depth)
    {
        if (!File.Exists(file))
            return;
        if (depth > DeepestInclude)
            throw new InexactException($"'{file}' is included too deep");

        foreach (var (key, value) in GitConfigText.Parse(File.ReadAllText(file), file))
        {
            if (string.Equals(key, "include.path", StringComparison.Ordinal))
            {
                Add(Included(value, file), depth + 1);
            }
            else if (key.StartsWith("includeif.", StringComparison.Ordinal)
                && key.EndsWith(".path", StringComparison.Ordinal))
            {
                RequireHarmless(Included(value, file));
            }
            else
            {
                _values[key] = value;
            }
        }
    }

    // Most conditional files hold a name and an address; only one that could change an answer is a reason to stop.
    private static void RequireHarmless(string file)
    {
        if (!File.Exists(file))
            return;

        foreach (var (key, _) in GitConfigText.Parse(File.ReadAllText(file), file))
        {
            if (key.StartsWith("core.", StringComparison.Ordinal) || key.StartsWith("include", StringComparison.Ordinal)
                || string.Equals(key, "remote.origin.url", StringComparison.Ordinal))
            {
                throw new InexactException($"'{file}' is included on a condition and sets {key}");
            }
        }
    }

    private string Included(string path, string file) =>
        path.StartsWith("~/", StringComparison.Ordinal) && _home is not null
            ? Path.GetFullPath(path[2..], _home)
            : path.StartsWith('~') || path.StartsWith('%')
                ? throw new InexactException($"'{file}' includes '{path}'")
                : Path.GetFullPath(path, Path.GetDirectoryName(file)!);
}

/// <summary>Where git's configuration lies.</summary>
internal static class GitConfigFiles
{
    /// <summary>Absolute paths, the later file wins; any of them may be missing.</summary>
    /// <exception cref="InexactException">The environment configures git in a way that is not read here.</exception>
    public static IReadOnlyList<string> Of(string commonDirectory, IReadOnlyDictionary<string, string> environment)
    {
        if (environment.GetValueOrDefault("GIT_CONFIG_COUNT") is { Length: > 0 } and not "0"
            || environment.GetValueOrDefault("GIT_CONFIG_PARAMETERS") is { Length: > 0 })
        {
            throw new InexactException("GIT_CONFIG_COUNT or GIT_CONFIG_PARAMETERS in the environment configures git");
        }

        var files = new List<string>();
        if (!IsTrue(environment.GetValueOrDefault("GIT_CONFIG_NOSYSTEM", "")))
            files.Add(environment.GetValueOrDefault("GIT_CONFIG_SYSTEM", "/etc/gitconfig"));
        if (environment.TryGetValue("GIT_CONFIG_GLOBAL", out var global))
            files.Add(global);
        else
            files.AddRange([Path.Combine(XdgFolder(environment) ?? commonDirectory, "config"), HomeFile(environment)]);
        files.Add(Path.Combine(commonDirectory, "config"));
        return files.ConvertAll(file => Path.GetFullPath(file, commonDirectory));
    }

    /// <summary>
    /// The folder of the user's second configuration file; <see langword="null"/> when there is no home.
    /// </summary>
    public static string? XdgFolder(IReadOnlyDictionary<string, string> environment) =>
        environment.GetValueOrDefault("XDG_CONFIG_HOME") is { Length: > 0 } folder ? Path.Combine(folder, "git")
        : environment.TryGetValue("HOME", out var home) ? Path.Combine(home, ".config", "git")
        : null;

    public static bool IsTrue(string text) => text.ToLowerInvariant() is "true" or "yes" or "on" or "1";

    private static string HomeFile(IReadOnlyDictionary<string, string> environment) =>
        environment.TryGetValue("HOME", out var home) ? Path.Combine(home, ".gitconfig") : "/dev/null";
}
