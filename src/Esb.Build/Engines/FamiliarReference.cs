using Esb.Build.Images;

namespace Esb.Build.Engines;

/// <summary>
/// References in the short form in which the engine lists them: <c>docker.io/library/debian</c> is
/// <c>debian:latest</c>; and in the long one in which containerd keeps them.
/// </summary>
internal static class FamiliarReference
{
    private const string Official = "library/";
    private static readonly string[] HubHosts = ["docker.io/", "index.docker.io/"];

    /// <returns><c>name:tag</c> or <c>name@sha256:…</c>; <see langword="null"/> for a text that is no
    /// reference.</returns>
    public static string? Of(string reference)
    {
        if (ImageReference.TryParse(reference) is not { } image)
            return null;

        var name = WithoutHub(image.Name);
        return image.Digest is null ? $"{name}:{image.Tag ?? "latest"}" : $"{name}@{image.Digest}";
    }

    /// <returns><c>docker.io/library/debian:latest</c>; <see langword="null"/> for a text that is no
    /// reference.</returns>
    public static string? Canonical(string reference)
    {
        if (Of(reference) is not { } familiar)
            return null;

        if (!familiar.Contains('/', StringComparison.Ordinal))
            return HubHosts[0] + Official + familiar;

        return ReferenceGrammar.NamesHost(familiar) ? familiar : HubHosts[0] + familiar;
    }

    private static string WithoutHub(string name)
    {
        foreach (var host in HubHosts)
        {
            if (name.StartsWith(host, StringComparison.Ordinal))
                name = name[host.Length..];
        }

        return name.StartsWith(Official, StringComparison.Ordinal) && !name.AsSpan(Official.Length).Contains('/')
            ? name[Official.Length..]
            : name;
    }
}
