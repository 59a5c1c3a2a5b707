using Esb.Build.Images;

namespace Esb.Build.Tags;

/// <summary>
/// Which references an image gets: the project's tag (with the mode), its immutable tag, and the user's own.
/// </summary>
public static class ImageReferences
{
    /// <summary>The project's tag for an image; an image made for one mode carries it: <c>latest-docker</c>.</summary>
    /// <returns><see langword="null"/> when mode and tag together are too long.</returns>
    public static Tag? ProjectTag(Tag tag, string mode) => mode.Length == 0 ? tag : Tag.TryParse($"{tag}-{mode}");

    /// <summary>
    /// A user's tag: a bare one goes on <paramref name="repository"/> and carries the mode, one with a path or a colon
    /// is whole. A whole one without a tag is <c>latest</c>, as everywhere in Docker; said, so that two spellings of
    /// one reference collide.
    /// </summary>
    /// <returns><see langword="null"/> when it is neither.</returns>
    public static ImageReference? Own(string text, string repository, string mode)
    {
        if (text.Contains('/', StringComparison.Ordinal) || text.Contains(':', StringComparison.Ordinal))
        {
            return ImageReference.TryParse(text) is not { Digest: null } whole ? null
                : whole.Tag is null ? ImageReference.TryParse(text + ":latest")
                : whole;
        }

        return Tag.TryParse(text) is { } tag && ProjectTag(tag, mode) is { } complete ? On(repository, complete) : null;
    }

    /// <param name="repository">Registry and repository, already legal.</param>
    public static ImageReference On(string repository, Tag tag) => ImageReference.TryParse($"{repository}:{tag}")!;
}
