namespace Esb.Build.Images;

/// <summary>
/// Where an image is: <c>[registry/]repository[:tag][@digest]</c>, such as <c>127.0.0.1:5010/esb-gateway:latest</c>.
/// </summary>
public sealed record ImageReference
{
    public const string LegalName = "[registry/]repository, the repository in lower case, at most 255 characters";
    public const string Legal =
        "[registry/]repository[:tag], the repository in lower case, at most 255 characters before the tag";

    private ImageReference(string name, string? tag, string? digest) => (Name, Tag, Digest) = (name, tag, digest);

    /// <summary>Registry and repository, without tag and digest, as written.</summary>
    public string Name { get; }

    public string? Tag { get; }

    /// <summary><c>sha256:…</c></summary>
    public string? Digest { get; }

    /// <returns><see langword="null"/> when the text is not <see cref="Legal"/>.</returns>
    public static ImageReference? TryParse(string text)
    {
        var rest = text.AsSpan();
        string? digest = null;
        if (rest.IndexOf('@') is var at and >= 0)
        {
            digest = rest[(at + 1)..].ToString();
            if (Images.Digest.TryParse(digest) is null)
                return null;
            rest = rest[..at];
        }

        string? tag = null;
        if (rest.LastIndexOf(':') is var colon and >= 0 && !rest[colon..].Contains('/'))
        {
            tag = rest[(colon + 1)..].ToString();
            if (!ReferenceGrammar.IsTag(tag))
                return null;
            rest = rest[..colon];
        }

        return IsName(rest) ? new(rest.ToString(), tag, digest) : null;
    }

    public override string ToString() =>
        Name + (Tag is null ? "" : ":" + Tag) + (Digest is null ? "" : "@" + Digest);

    private static bool IsName(ReadOnlySpan<char> name)
    {
        if (name.Length > ReferenceGrammar.MaximumRepositoryLength)
            return false;

        var path = name;
        if (name.IndexOf('/') is var slash and >= 0 && ReferenceGrammar.LooksLikeDomain(name[..slash]))
        {
            if (!ReferenceGrammar.IsDomain(name[..slash]))
                return false;
            path = name[(slash + 1)..];
        }

        foreach (var part in path.Split('/'))
        {
            if (!ReferenceGrammar.IsPathComponent(path[part]))
                return false;
        }

        return true;
    }
}
