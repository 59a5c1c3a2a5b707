using System.Collections.Immutable;

namespace Esb.Build.Plans;

/// <summary>
/// Labels of the OCI image specification (https://specs.opencontainers.org/image-spec/annotations/) that every image
/// gets. None of them changes between two builds of a commit, so <c>created</c> is not among them.
/// </summary>
internal static class StandardLabels
{
    private const string Revision = "org.opencontainers.image.revision";
    private const string Version = "org.opencontainers.image.version";
    private const string Source = "org.opencontainers.image.source";

    public static void Add(ItemCheck check, ImmutableSortedDictionary<string, string>.Builder labels)
    {
        var revision = check.Scope.Settings.Revision;
        labels[Revision] = revision.Sha;
        labels["org.opencontainers.image.title"] = check.Item.Name;
        labels[Version] = revision.Version;
        if (revision.RepositoryUrl.Length > 0)
            labels[Source] = revision.RepositoryUrl;
    }

    /// <summary>Names of those that say the commit and the clone, and that the item has not set itself.</summary>
    public static IReadOnlyList<string> OfCommit(ItemCheck check)
    {
        var own = check.Item.Labels.Select(static entry => entry.Split('=')[0].Trim())
            .ToHashSet(StringComparer.Ordinal);
        return [.. ((string[])[Revision, Source, Version]).Where(label => !own.Contains(label))];
    }
}
