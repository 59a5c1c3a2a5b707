using Esb.Build.Definitions;
using Esb.Build.Diagnostics;
using Esb.Build.Images;
using Esb.Build.Processes;
using Esb.Build.Tags;

namespace Esb.Build.Plans;

/// <summary>What an image's target says besides its files: platforms, secrets, network, outputs, references.</summary>
internal static class TargetOptions
{
    public static ImageDefinition Complete(ItemCheck check, ImageDefinition image)
    {
        var settings = check.Scope.Settings;
        var platforms = Platforms(check);
        var complete = WithReferences(check, image with
        {
            Platforms = platforms,
            Ssh = Ssh(check),
            Groups = check.Item.Groups,
            Network = Network(check),
            NoCache = check.Flag("NoCache", check.Item.NoCache, settings.NoCache),
            Pull = check.Flag("Pull", check.Item.Pull, settings.Pull),
            Outputs = Outputs.Parse(check, platforms.Count),
            Attestations = Outputs.Attestations(settings),
        });
        return complete with
        {
            Caches = CachePlaces.Plan(check, complete),
            Entitlements = Entitlements(complete),
        };
    }

    /// <summary>Where the image goes, without a tag; not checked yet. One that names a host stays as it is.</summary>
    public static string Repository(ItemCheck check)
    {
        var name = NameOfRepository(check);
        return ReferenceGrammar.NamesHost(name) ? name : check.Scope.RegistryPrefix + name;
    }

    /// <summary>The same without the project's registry.</summary>
    public static string NameOfRepository(ItemCheck check) =>
        check.Item.Repository is { Length: > 0 } own ? own : $"{check.Scope.Brand}-{check.Item.Name}";

    private static ImageDefinition WithReferences(ItemCheck check, ImageDefinition image)
    {
        var repository = Repository(check);
        if (ImageReference.TryParse(repository) is not { Tag: null, Digest: null })
        {
            var shown = UserInfo.HideInReference(repository);
            check.Report(Rules.BadReference, "the repository", shown, ImageReference.LegalName);
            return image;
        }

        if (ImageReferences.ProjectTag(check.Scope.Tag, image.Mode) is not { } tag)
        {
            check.Report(Rules.BadReference, "its tag", $"{check.Scope.Tag}-{image.Mode}", Tag.Legal);
            return image;
        }

        var references = new List<ImageReference> { ImageReferences.On(repository, tag) };
        foreach (var text in check.Item.Tags)
        {
            if (ImageReferences.Own(text, repository, image.Mode) is not { } reference)
                ReportTag(check, UserInfo.HideInReference(text));
            else if (!references.Contains(reference))
                references.Add(reference);
        }

        return image with { References = references };
    }

    private static void ReportTag(ItemCheck check, string text) =>
        check.Report(Rules.BadReference, "the tag", text, $"{Tag.Legal}; or {ImageReference.Legal}");

    private static IReadOnlyList<Platform> Platforms(ItemCheck check)
    {
        if (check.Item.Platforms.Count == 0)
            return check.Scope.Platforms;

        var platforms = new List<Platform>();
        foreach (var text in check.Item.Platforms)
        {
            if (Platform.TryParse(text) is { } platform)
                platforms.Add(platform);
            else
                check.Report(Rules.BadPlatform, text, Platform.Legal);
        }

        return platforms;
    }

    private static List<string> Ssh(ItemCheck check)
    {
        var sources = new List<string>();
        foreach (var entry in check.Item.Ssh)
        {
            // Not CSV: BuildKit splits at every comma, so a path with one cannot be said.
            NameValues.TrySplit(entry, out var id, out var path);
            var file = check.Absolute(path);
            if (entry.Trim() is "default")
                sources.Add("default");
            else if (id.Length > 0 && File.Exists(file) && !file.Contains(',', StringComparison.Ordinal))
                sources.Add($"{id}={file}");
            else
                check.Report(Rules.BadSsh, entry);
        }

        return sources;
    }

    private static string[] Entitlements(ImageDefinition image)
    {
        var needed = image.EntitlementLines.Select(static line => line.Entitlement);
        if (image.Network is "host")
            needed = needed.Append("network.host");
        return [.. needed.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static string Network(ItemCheck check)
    {
        if (check.Item.Network is not ("" or "default" or "host" or "none"))
            check.Report(Rules.BadNetwork, check.Item.Network);
        return check.Item.Network;
    }
}
