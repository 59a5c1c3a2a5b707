using System.Net;
using Esb.Build.Images;

namespace Esb.Build.Engines;

/// <summary>Where an image is, as registries call it.</summary>
/// <param name="Host">As the user writes it: <c>docker.io</c>, <c>127.0.0.1:5010</c>.</param>
/// <param name="Repository">With <c>library/</c> where Docker Hub has it.</param>
/// <param name="Manifest">A tag, or a digest (<c>sha256:…</c>), which comes before a tag.</param>
internal sealed record RegistryAddress(string Host, string Repository, string Manifest)
{
    private const string Hub = "docker.io";

    /// <summary>What docker's configuration calls the login.</summary>
    public string LoginKey => Host is Hub ? "https://index.docker.io/v1/" : Host;

    private string Server => Host is Hub ? "registry-1.docker.io" : Host;

    public Uri Uri(RegistryWay way) =>
        new($"{RegistryLine.Scheme(way)}://{Server}/v2/{Repository}/manifests/{Manifest}");

    /// <returns><see langword="null"/> for a text that is no reference, or one whose registry nobody can reach: a port
    /// above 65535.</returns>
    public static RegistryAddress? Of(string reference) =>
        ImageReference.TryParse(reference) is { } image && Of(image) is var address
        && System.Uri.TryCreate($"http://{address.Host}", UriKind.Absolute, out _)
            ? address
            : null;

    /// <summary>Whether what is sent there stays on this machine.</summary>
    public static bool IsOfThisMachine(Uri uri) => IPAddress.TryParse(uri.DnsSafeHost, out var address)
        ? IPAddress.IsLoopback(address)
        : uri.DnsSafeHost is "localhost";

    private static RegistryAddress Of(ImageReference image)
    {
        var manifest = image.Digest ?? image.Tag ?? "latest";
        if (!ReferenceGrammar.NamesHost(image.Name))
            return new(Hub, OfHub(image.Name), manifest);

        var slash = image.Name.IndexOf('/', StringComparison.Ordinal);
        var (host, repository) = (image.Name[..slash], image.Name[(slash + 1)..]);
        return host is Hub or "index.docker.io"
            ? new(Hub, OfHub(repository), manifest)
            : new(host, repository, manifest);
    }

    private static string OfHub(string repository) =>
        repository.Contains('/', StringComparison.Ordinal) ? repository : "library/" + repository;
}
