using Esb.Build.Images;
using Esb.Build.Tags;

namespace Esb.Build.Staleness;

/// <summary>What is known of an image when it is decided whether it must be built.</summary>
/// <param name="Target">Name of its bake target.</param>
/// <param name="Fingerprint">What it would be made of now: 64 hexadecimal digits.</param>
public sealed record ImageState(string Target, string Fingerprint)
{
    /// <summary>All that it is called, the first is the main one.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>
    /// Where it is looked for in the engine: not under the immutable tag, which is there for registries.
    /// </summary>
    public IReadOnlyList<string> EngineReferences
    {
        get
        {
            var immutable = ImmutableTag.Of(References, Fingerprint);
            return [.. References.Where(r => !r.Equals(immutable, StringComparison.Ordinal))];
        }
    }

    /// <summary>Targets that it is built from.</summary>
    public IReadOnlyList<string> BuiltFrom { get; init; } = [];

    /// <summary>
    /// Images from elsewhere that it, or an image of the project that it is built from, is built from; as written.
    /// </summary>
    public IReadOnlyList<string> ExternalImages { get; init; } = [];

    /// <summary>Why it is built even if nothing changed; empty: it is not.</summary>
    public string AlwaysBuild { get; init; } = "";

    /// <summary>When one of its files was last changed (<c>ctime</c>), nanoseconds since 1970.</summary>
    public long Changed { get; init; }

    public Destination Destination { get; init; }
}
