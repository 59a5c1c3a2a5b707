using System.Collections.Immutable;

namespace Esb.Build.Plans;

/// <summary>
/// Labels of the OCI image specification (https://specs.opencontainers.org/image-spec/annotations/) that every image
/// gets. None of them changes between two builds of a commit, so <c>created</c> is not among them.
/// </summary>
internal static class StandardLabels
{
    public static void Add(ItemCheck check, ImmutableSortedDictionary<string, string>.Builder labels)
    {
        var revision = check.Scope.Settings.Revision;
        labels["org.opencontainers.image.revision"] = revision.Sha;
        labels["org.opencontainers.image.title"] = check.Item.Name;
        labels["org.opencontainers.image.version"] = revision.Version;
        if (revision.RepositoryUrl.Length > 0)
            labels["org.opencontainers.image.source"] = revision.RepositoryUrl;
    }
}
