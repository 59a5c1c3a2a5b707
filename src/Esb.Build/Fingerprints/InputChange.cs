namespace Esb.Build.Fingerprints;

/// <summary>One difference between what an image was built from and what it would be built from now.</summary>
/// <param name="Name">Path in the repository, or name of the argument, label, secret, …; may be empty.</param>
/// <param name="Old">Digest, permissions or text; empty where there was none.</param>
/// <param name="New">The same for now.</param>
public sealed record InputChange(InputKind Kind, string Name, string Old, string New)
{
    /// <summary>One line for people, which begins in lower case and has no full stop.</summary>
    public required string Reason { get; init; }

    /// <summary>
    /// Whether BuildKit's cache does not see this change, so that only a build without the cache would bring it into
    /// the image: the permissions of a folder.
    /// </summary>
    public bool IsUnseenByCache => Kind == InputKind.Folder && Old.Length > 0 && New.Length > 0;
}
