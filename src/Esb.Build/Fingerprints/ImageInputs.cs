using Esb.Build.Files;

namespace Esb.Build.Fingerprints;

/// <summary>What an image is made of now.</summary>
/// <param name="Target">Name of its bake target.</param>
/// <param name="Fingerprint">64 lower-case hexadecimal digits; equal when and only when the manifest is.</param>
public sealed record ImageInputs(string Target, string Fingerprint, InputManifest Manifest)
{
    /// <summary>Why the image is built even if nothing changed, a sentence without its end; empty: it is not.</summary>
    public string AlwaysBuild { get; init; } = "";

    /// <summary>
    /// Salted digest of the secrets whose change BuildKit's cache does not see; empty where there are none. When it is
    /// not that of the build that the cache is of, the cache must not be used.
    /// </summary>
    public string UnseenSecrets { get; init; } = "";

    /// <summary>
    /// When one of its files was last changed in any way (<c>ctime</c>), nanoseconds since 1970. As long as it is the
    /// same nothing was touched, not even to be put back.
    /// </summary>
    public long Changed { get; init; }
}

/// <summary>What was found out about all images at once.</summary>
/// <param name="Images">By target; empty when something cannot be read or written.</param>
/// <param name="Changes">In what the files differ from what was remembered of them.</param>
/// <param name="Modified">The newest time stamp of all files, nanoseconds since 1970.</param>
public sealed record FoundInputs(
    IReadOnlyDictionary<string, ImageInputs> Images, SentChanges Changes, long Modified);
