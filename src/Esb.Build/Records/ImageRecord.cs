namespace Esb.Build.Records;

/// <summary>One image as <c>obj/esb/images.json</c> records it, after it was built.</summary>
/// <param name="Kind"><c>base</c>, <c>control</c>, <c>function</c> or <c>service</c>.</param>
/// <param name="Mode">Empty for an image that is the same in every mode.</param>
public sealed record ImageRecord(string Target, string Name, string Kind, string Mode)
{
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary><c>sha256:…</c>; empty where the output is no image.</summary>
    public string Digest { get; init; } = "";

    /// <summary>What else it may be called where it was put: it came from the same build.</summary>
    public IReadOnlyList<string> OtherDigests { get; init; } = [];

    /// <summary>Whether <see cref="Digest"/> is that of a list of manifests, not of one manifest.</summary>
    public bool IsManifestList { get; init; }

    /// <summary>The commit that it was built of, full.</summary>
    public string GitSha { get; init; } = "";

    /// <summary>How long its last build took.</summary>
    public double Seconds { get; init; }

    public int Steps { get; init; }

    public int CachedSteps { get; init; }

    /// <summary>Bytes, as the engine counts them; 0 where it was not asked or did not say.</summary>
    public long Size { get; init; }

    /// <summary>What it was made of: 64 hexadecimal digits.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>The same without what a commit changes; see <c>ImageKeys</c>.</summary>
    public string Content { get; init; } = "";

    /// <summary>Id of the engine that has it.</summary>
    public string Engine { get; init; } = "";

    /// <summary>Name and driver of the builder: <c>default (docker)</c>.</summary>
    public string Builder { get; init; } = "";

    /// <summary>
    /// The identity that the engine had for each image from elsewhere that it is built from; empty where it had none.
    /// </summary>
    public IReadOnlyDictionary<string, string> ExternalImages { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Not 0 when nobody has looked yet whether its files stayed as they were while it was built, because the build was
    /// killed. Then it counts only while no file was changed (<c>ctime</c>) after this time, in nanoseconds since 1970.
    /// </summary>
    public long UncheckedSince { get; init; }

    /// <summary>Whether an engine or registry that says this digest has this image.</summary>
    public bool IsCalled(string digest) =>
        Digest.Equals(digest, StringComparison.Ordinal) || OtherDigests.Contains(digest, StringComparer.Ordinal);
}
