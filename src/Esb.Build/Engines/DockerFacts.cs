namespace Esb.Build.Engines;

/// <summary>What answers when docker is called.</summary>
/// <param name="Context">The docker context in use; the builder of the docker driver has the same name.</param>
/// <param name="Buildx">Version of the buildx plugin; <see langword="null"/> for one that was built without a
/// version.</param>
public sealed record DockerFacts(string Context, Version? Buildx)
{
    /// <summary>
    /// Whether buildx is at least this version. One without a version was built by hand from newer source.
    /// </summary>
    public bool HasBuildx(Version needed) => Buildx is null || Buildx >= needed;
}
