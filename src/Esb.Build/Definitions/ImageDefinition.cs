using System.Collections.Immutable;
using Esb.Build.Diagnostics;
using Esb.Build.Images;

namespace Esb.Build.Definitions;

/// <summary>
/// What the user asked for, finished: everything that an image's bake target says, checked and complete. Paths are
/// absolute; values are as the user wrote them (only <see cref="BakeTarget"/> escapes them).
/// </summary>
/// <param name="Target">Name of the bake target, unique in the project: <c>[a-zA-Z0-9_-]+</c>.</param>
public sealed record ImageDefinition(string Target, ImageName Name, ImageKind Kind, SourcePosition Position)
{
    /// <summary>Empty for an image that is the same in every mode.</summary>
    public string Mode { get; init; } = "";

    /// <summary>Absolute path of a folder, or a remote context that BuildKit fetches.</summary>
    public required string Context { get; init; }

    /// <summary>Absolute path; relative to the context where that is remote.</summary>
    public required string Dockerfile { get; init; }

    /// <summary>The stage that is built; empty for the last.</summary>
    public string Stage { get; init; } = "";

    /// <summary>
    /// Named contexts: absolute folders, <c>target:…</c>, <c>docker-image://…</c> and what else BuildKit reads.
    /// </summary>
    public ImmutableSortedDictionary<string, string> Contexts { get; init; } = Empty;

    public ImmutableSortedDictionary<string, string> Arguments { get; init; } = Empty;

    public ImmutableSortedDictionary<string, string> Labels { get; init; } = Empty;

    /// <summary>
    /// Names of the labels that say which commit the image is of, and not what is in it. A label that the user has set
    /// is not among them.
    /// </summary>
    public IReadOnlyList<string> CommitLabels { get; init; } = [];

    /// <summary>All references that the image gets; the first is the one that people use.</summary>
    public IReadOnlyList<ImageReference> References { get; init; } = [];

    public IReadOnlyList<Platform> Platforms { get; init; } = [];

    public IReadOnlyList<SecretSource> Secrets { get; init; } = [];

    /// <summary>
    /// Ids of the secrets whose change BuildKit's cache does not see, because no build argument follows them.
    /// </summary>
    public IReadOnlyList<string> UnseenSecrets { get; init; } = [];

    /// <summary>SSH agents or keys as BuildKit writes them: <c>default</c> or <c>id=/path</c>.</summary>
    public IReadOnlyList<string> Ssh { get; init; } = [];

    /// <summary>The user's own groups, besides those of kind and mode.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Targets of this project that the image is built from.</summary>
    public IReadOnlyList<string> BuiltFrom { get; init; } = [];

    /// <summary>
    /// Images from elsewhere that it is built from, as written, sorted: those of <c>FROM</c>, <c>COPY --from</c>,
    /// <c>RUN --mount</c> and of named contexts.
    /// </summary>
    public IReadOnlyList<string> ExternalImages { get; init; } = [];

    public string Network { get; init; } = "";

    /// <summary>
    /// What <c>--allow</c> must name to build it and what it is built from, besides agents and paths, sorted:
    /// <c>network.host</c> for a network or a step's, <c>security.insecure</c> for a step's.
    /// </summary>
    public IReadOnlyList<string> Entitlements { get; init; } = [];

    /// <summary>Those of <see cref="Entitlements"/> that its own steps need, each where it is written.</summary>
    public IReadOnlyList<EntitlementLine> EntitlementLines { get; init; } = [];

    /// <summary>
    /// Why it can become another image although nothing here changes: a sentence about an address that it is made of
    /// and that is not pinned, without login. Empty where there is none.
    /// </summary>
    public string Unpinned { get; init; } = "";

    /// <summary>
    /// What the steps may read of each context, by its name (that of the main one is empty): paths as
    /// <c>ContextReads</c> has them, an empty one for everything. A context that is not in it may be read whole: its
    /// image's Dockerfile is not known here.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> ContextReads { get; init; } = NothingKnown;

    public bool NoCache { get; init; }

    public bool Pull { get; init; }

    /// <summary>Exporters as BuildKit writes them: <c>type=docker</c>.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>Attestations as BuildKit writes them; never empty, because BuildKit's default is to add one.</summary>
    public IReadOnlyList<string> Attestations { get; init; } = [];

    /// <summary>Where its caches are. No part of the bake file, and of what the image is made of.</summary>
    public ImageCaches Caches { get; init; } = ImageCaches.None;

    private static Dictionary<string, IReadOnlyList<string>> NothingKnown { get; } = new(StringComparer.Ordinal);

    private static ImmutableSortedDictionary<string, string> Empty { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}

/// <summary>Where a build secret comes from: a file or an environment variable, never a value.</summary>
/// <param name="File">Absolute path; empty where <paramref name="Variable"/> says where it is.</param>
public sealed record SecretSource(string Id, string File, string Variable);
