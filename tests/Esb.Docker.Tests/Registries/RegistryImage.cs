using Esb.Testing;

namespace Esb.Docker.Tests.Registries;

/// <summary>An image with the registry that Debian packages: the official one cannot be pulled everywhere.</summary>
internal static class RegistryImage
{
    public const string Reference = "esb-test/registry:2";

    // Once: two builds that give the engine one new name at once end in "already exists".
    private static readonly Lazy<bool> Made = new(Make);

    /// <summary>Makes it where the engine does not have it; it stays, as the other images of tests do.</summary>
    public static void Require() => _ = Made.Value;

    private static bool Make()
    {
        DockerEngine.Require("debian:12-slim");
        if (DockerEngine.HasImage(Reference))
            return false;

        using var folder = new TemporaryFolder();
        File.Copy("/usr/bin/docker-registry", folder["docker-registry"]);
        folder.Write("config.yml", """
            version: 0.1
            log: { level: error }
            storage: { filesystem: { rootdirectory: /var/lib/registry } }
            http: { addr: ":5000" }
            """);
        folder.Write("Dockerfile", """
            FROM debian:12-slim
            COPY docker-registry config.yml /
            VOLUME /var/lib/registry
            ENTRYPOINT ["/docker-registry"]
            CMD ["serve", "/config.yml"]
            """);
        DockerEngine.Must(
            "buildx", "build", "-q", "--provenance=false", "--load", "-t", Reference, folder.Root);
        return true;
    }
}
