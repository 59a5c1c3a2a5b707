using Esb.Build.Images;

namespace Esb.Build.Engines;

/// <summary>
/// References in the short form in which the engine lists them: <c>docker.io/library/debian</c> is
/// <c>debian:latest</c>.
/// </summary>
internal static class FamiliarReference
{
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

    private static string WithoutHub(string name)
    {
        const string Official = "library/";
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
