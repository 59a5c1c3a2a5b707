namespace Esb.Build.Fingerprints;

/// <summary>
/// What is known of an image's inputs when it is decided whether it is built, and when that is recorded.
/// </summary>
/// <param name="Target">Name of its bake target.</param>
/// <param name="Fingerprint">64 lower-case hexadecimal digits; equal when and only when all inputs are.</param>
public record ImageKeys(string Target, string Fingerprint)
{
    /// <summary>
    /// The same of everything but <c>version.json</c>, the tags, and the labels that say the commit: 64 lower-case
    /// hexadecimal digits that no commit, clock, clone, user or path changes. Of an image with secrets they are of this
    /// clone, whose salt is in them.
    /// </summary>
    public required string Content { get; init; }

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

    /// <summary>How many files and settings it is made of.</summary>
    public int InputCount { get; init; }
}

/// <summary>What an image is made of now.</summary>
public sealed record ImageInputs(string Target, string Fingerprint, InputManifest Manifest)
    : ImageKeys(Target, Fingerprint);

/// <summary>What was found out about all images at once.</summary>
/// <param name="Images">By target; empty when something cannot be read or written.</param>
/// <param name="Changes">In what the files differ from what was remembered of them.</param>
/// <param name="Modified">The newest time stamp of all files, nanoseconds since 1970.</param>
public sealed record FoundInputs(
    IReadOnlyDictionary<string, ImageInputs> Images, Files.SentChanges Changes, long Modified);
