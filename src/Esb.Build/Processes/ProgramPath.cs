namespace Esb.Build.Processes;

/// <summary>Finds a program as a shell would, in the PATH of a given environment instead of this process's.</summary>
public static class ProgramPath
{
    /// <returns>The absolute path, or <see langword="null"/> when there is none that may be run.</returns>
    public static string? Find(string program, string directory, IReadOnlyDictionary<string, string> environment)
    {
        if (program.Contains('/', StringComparison.Ordinal) || Path.IsPathFullyQualified(program))
            return Existing(Path.GetFullPath(program, directory));

        foreach (var folder in environment.GetValueOrDefault("PATH", "").Split(Path.PathSeparator))
        {
            // An empty entry would mean the current folder: a repository must not be able to bring its own git.
            if (folder.Length > 0 && Existing(Path.Combine(Path.GetFullPath(folder, directory), program)) is { } found)
                return found;
        }

        return null;
    }

    private static string? Existing(string path)
    {
        if (OperatingSystem.IsWindows())
            return File.Exists(path) ? path : File.Exists(path + ".exe") ? path + ".exe" : null;

        const UnixFileMode AnyExecute =
            UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(path) && (File.GetUnixFileMode(path) & AnyExecute) != UnixFileMode.None ? path : null;
    }
}
