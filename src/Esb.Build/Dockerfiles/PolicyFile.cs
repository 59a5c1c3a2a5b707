namespace Esb.Build.Dockerfiles;

/// <summary>
/// The policy that buildx since 0.31 asks about everything that a build fetches: the file
/// <c>&lt;Dockerfile&gt;.rego</c> beside the Dockerfile.
/// </summary>
public static class PolicyFile
{
    private const string Extension = ".rego";

    /// <param name="dockerfile">Absolute path of the file that is built; <c>dockerfile</c> in lower case has a policy
    /// in lower case.</param>
    /// <returns>Absolute path; <see langword="null"/> where there is none. A link is followed wherever it leads, and
    /// one that leads to nothing is no policy, as for buildx.</returns>
    public static string? Locate(string dockerfile)
    {
        var policy = new FileInfo(dockerfile + Extension);
        var target = policy.LinkTarget is null ? policy : policy.ResolveLinkTarget(returnFinalTarget: true);
        return target is FileInfo { Exists: true } ? policy.FullName : null;
    }
}
