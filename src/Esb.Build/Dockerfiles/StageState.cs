namespace Esb.Build.Dockerfiles;

/// <summary>What is known of a stage's file system at one of its instructions.</summary>
internal sealed record StageState
{
    private bool _hasAppFolder;

    public bool HasFile { get; set; }

    /// <summary>The working directory; <see langword="null"/> where an outside image decides it.</summary>
    public string? Folder { get; set; }

    /// <param name="path">What <c>WORKDIR</c> says; <see langword="null"/>: something that only the builder
    /// knows.</param>
    public void Enter(string? path)
    {
        Folder = path is null ? null : Resolve(path);
        _hasAppFolder |= Folder is "/app" || Folder?.StartsWith("/app/", StringComparison.Ordinal) == true;
    }

    /// <summary>Whether a folder of that name surely exists, so that a file copied to it lands inside.</summary>
    public bool IsFolder(string path) => path is "/" || (path is "/app" && _hasAppFolder);

    /// <returns><see langword="null"/> for a relative path in a working directory that is not known.</returns>
    public string? Resolve(string path)
    {
        if (path.StartsWith('/'))
            return SlashPath.Clean(path);

        return Folder is null ? null : SlashPath.Combine(Folder, path);
    }
}
