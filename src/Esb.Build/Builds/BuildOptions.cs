using Esb.Build.Caches;
using Esb.Build.Engines;

namespace Esb.Build.Builds;

/// <summary>How a plan is built.</summary>
/// <param name="Docker">How docker is called; what the images' secrets hold is added.</param>
public sealed record BuildOptions(DockerSettings Docker)
{
    /// <summary>What holds for the caches of all images; <see langword="null"/> where none is used.</summary>
    public CacheSettings? Caches { get; init; }

    /// <summary>How long to wait for another build of the project.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How many images may be built at once; 0 for as many as engines bear.</summary>
    public int MaxParallel { get; init; }

    /// <summary>Whether one that cannot be built leaves the others that do not stand on it to be built.</summary>
    public bool KeepGoing { get; init; }
}
