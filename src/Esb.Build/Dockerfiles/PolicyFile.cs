namespace Esb.Build.Dockerfiles;

/// <summary>The policy that buildx 0.31 and later evaluate for a Dockerfile.</summary>
public static class PolicyFile
{
    /// <param name="dockerfile">Absolute path.</param>
    /// <returns>Absolute path of the file beside it; <see langword="null"/> where there is none.</returns>
    public static string? Locate(string dockerfile)
    {
        var path = dockerfile + ".rego";
        return File.Exists(path) ? path : null;
    }
}
