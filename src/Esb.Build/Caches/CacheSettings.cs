using Esb.Build.Diagnostics;
using Esb.Build.Files;

namespace Esb.Build.Caches;

/// <summary>What holds for the caches of all images of a project.</summary>
/// <param name="ProjectFile">Absolute; local caches remember whose they are.</param>
public sealed record CacheSettings(string ProjectFile)
{
    /// <summary>
    /// <c>max</c>: every step of every stage; <c>min</c>: only what is in the image.
    /// </summary>
    public string Mode { get; init; } = "max";

    /// <summary>Bytes that all local caches may take together; 0 for no limit.</summary>
    public long Limit { get; init; }

    /// <summary>Whether caches are only read, as for a branch that nobody trusts yet.</summary>
    public bool ReadOnly { get; init; }

    /// <param name="limit">See <see cref="ByteSize"/>.</param>
    /// <returns><see langword="null"/> when a setting is wrong; the problems say which.</returns>
    public static CacheSettings? Parse(CacheSettings settings, string limit, ProblemList problems)
    {
        var file = new SourcePosition(settings.ProjectFile);
        if (settings.Mode is not ("min" or "max"))
        {
            problems.Add(Rules.BadProperty, file, "EsbCacheMode", settings.Mode, "min or max");
            return null;
        }

        if (ByteSize.TryParse(limit) is { } bytes)
            return settings with { Limit = bytes };

        problems.Add(Rules.BadProperty, file, "EsbCacheLimit", limit, ByteSize.Legal);
        return null;
    }
}
