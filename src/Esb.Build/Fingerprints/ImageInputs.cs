namespace Esb.Build.Fingerprints;

/// <summary>What an image is made of now.</summary>
/// <param name="Target">Name of its bake target.</param>
/// <param name="Fingerprint">64 lower-case hexadecimal digits; equal when and only when the manifest is.</param>
public sealed record ImageInputs(string Target, string Fingerprint, InputManifest Manifest)
{
    /// <summary>Why the image is built even if nothing changed, a sentence without its end; empty: it is not.</summary>
    public string AlwaysBuild { get; init; } = "";

    /// <summary>
    /// Absolute paths of files whose content changed under the same size and time stamp, at any time since they got
    /// these. BuildKit compares only these two, so it may still hold, and build from, another content.
    /// </summary>
    public IReadOnlyList<string> SilentChanges { get; init; } = [];
}
