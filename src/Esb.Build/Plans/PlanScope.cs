using Esb.Build.Definitions;
using Esb.Build.Diagnostics;
using Esb.Build.Images;
using Esb.Build.Processes;
using Esb.Build.Tags;

namespace Esb.Build.Plans;

/// <summary>The settings after every one of them was checked and completed from the environment.</summary>
internal sealed record PlanScope(PlanSettings Settings, Brand Brand, string Mode, Tag Tag)
{
    /// <summary>With a slash at the end; empty for the engine's own images.</summary>
    public string RegistryPrefix { get; init; } = "";

    public CacheKinds Caches { get; init; }

    /// <summary>With a slash at the end; empty where no registry is named.</summary>
    public string CacheRegistryPrefix { get; init; } = "";

    /// <summary>The same, and empty too where it is only the registry of the images.</summary>
    public string OwnCacheRegistryPrefix { get; init; } = "";

    public IReadOnlyList<string> Modes { get; init; } = [];

    public IReadOnlyList<Platform> Platforms { get; init; } = [];

    public string StateDirectory => Path.Combine(Settings.Revision.Root, Brand.StateFolder);

    public string CacheDirectory =>
        Settings.CacheDirectory.Length > 0 ? Settings.CacheDirectory : Path.Combine(StateDirectory, "buildx-cache");

    public string MetaDirectory => Path.Combine(StateDirectory, "meta");

    /// <returns><see langword="null"/> when a setting is wrong; the problems say which.</returns>
    public static PlanScope? Parse(PlanSettings settings, ProblemList problems)
    {
        var file = new SourcePosition(settings.ProjectFile);
        var before = problems.Found.Count;
        if (Brand.TryParse(Or(settings.Brand, PlanSettings.DefaultBrand)) is not { } brand)
        {
            problems.Add(Rules.BadProperty, file, "EsbBrand", settings.Brand, ImageName.Legal);
            return null;
        }

        var tag = ParseTag(settings, brand, problems);
        IReadOnlyList<string> modes = settings.Modes.Count > 0 ? settings.Modes : ["docker", "containerd"];
        foreach (var text in modes)
        {
            if (!TargetName.IsLegal(text))
                problems.Add(Rules.BadProperty, file, "EsbModes", text, TargetName.Legal);
        }

        var mode = Or(settings.Mode, "docker");
        if (!modes.Contains(mode, StringComparer.Ordinal))
            problems.Add(Rules.BadProperty, file, "EsbMode", mode, string.Join(" or ", modes));
        if (settings.Provenance is not ("" or "false" or "true" or "min" or "max"))
            problems.Add(Rules.BadProperty, file, "EsbProvenance", settings.Provenance, "false, true, min or max");

        var registry = ParseRegistry(settings, (brand, mode), problems);
        var platforms = ParsePlatforms(settings, problems);
        var caches = CacheWords.TryParse(settings.Cache);
        if (caches is null)
            problems.Add(Rules.BadProperty, file, "EsbCache", string.Join(';', settings.Cache), CacheWords.Legal);
        var cacheRegistry = ParseRegistry("EsbCacheRegistry", settings.CacheRegistry.TrimEnd('/'), file, problems);
        return problems.Found.Count > before ? null : new(settings, brand, mode, tag!)
        {
            RegistryPrefix = registry,
            Caches = caches ?? CacheKinds.None,
            CacheRegistryPrefix = Or(cacheRegistry, registry),
            OwnCacheRegistryPrefix = cacheRegistry,
            Modes = modes,
            Platforms = platforms,
        };
    }

    // Whoever asks for a tag of this run means it, whatever the repository's files say.
    private static Tag? ParseTag(PlanSettings settings, Brand brand, ProblemList problems)
    {
        var file = new SourcePosition(settings.ProjectFile);
        if (settings.UniqueTag.Length > 0)
        {
            var unique = UniqueTag.Of(settings.UniqueTag, settings.Revision.Sha, TimeProvider.System);
            if (unique is null)
                problems.Add(Rules.BadProperty, file, "EsbUniqueTag", settings.UniqueTag, UniqueTag.Legal);
            return unique;
        }

        var text = Or(settings.Tag, Variable(settings, brand, "TAG"), "latest");
        if (Tag.TryParse(text) is { } tag)
            return tag;

        var source = settings.Tag.Length > 0 ? "EsbTag" : brand.Variable("TAG");
        problems.Add(Rules.BadProperty, file, source, text, Tag.Legal);
        return null;
    }

    private static string ParseRegistry(PlanSettings settings, (Brand Brand, string Mode) of, ProblemList problems)
    {
        var text = Or(settings.Registry, Variable(settings, of.Brand, "REGISTRY"), "").TrimEnd('/');
        var file = new SourcePosition(settings.ProjectFile);
        if (text.Length == 0)
        {
            if (of.Mode.Equals("containerd", StringComparison.Ordinal))
                problems.Add(Rules.RegistryRequired, file, of.Mode, of.Brand.Variable("REGISTRY"));
            return "";
        }

        var source = settings.Registry.Length > 0 ? "EsbRegistry" : of.Brand.Variable("REGISTRY");
        return ParseRegistry(source, text, file, problems);
    }

    private static string ParseRegistry(string source, string text, SourcePosition file, ProblemList problems)
    {
        if (text.Length == 0)
            return "";

        // A name is legal here when an image reference that begins with it is.
        if (ImageReference.TryParse(text + "/x") is not { Tag: null, Digest: null })
        {
            var shown = UserInfo.HideInReference(text);
            problems.Add(Rules.BadProperty, file, source, shown, "host[:port][/path], without https:// and login");
        }

        return text + "/";
    }

    private static List<Platform> ParsePlatforms(PlanSettings settings, ProblemList problems)
    {
        var platforms = new List<Platform>();
        foreach (var text in settings.Platforms)
        {
            if (Platform.TryParse(text) is { } platform)
                platforms.Add(platform);
            else
                problems.Add(Rules.BadProperty, new(settings.ProjectFile), "EsbPlatforms", text, Platform.Legal);
        }

        return platforms;
    }

    private static string Variable(PlanSettings settings, Brand brand, string name) =>
        settings.Environment.GetValueOrDefault(brand.Variable(name), "");

    private static string Or(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            if (text.Length > 0)
                return text;
        }

        return "";
    }
}
