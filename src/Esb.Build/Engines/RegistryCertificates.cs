using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Esb.Build.Engines;

/// <summary>
/// Whom docker believes besides the system's authorities when it speaks to one registry, and as whom it speaks:
/// <c>certs.d/&lt;host&gt;</c> with <c>*.crt</c>, and pairs of <c>*.cert</c> and <c>*.key</c>. What cannot be read, as
/// a key that is the engine's alone, is left out: the registry then says what it misses.
/// </summary>
/// <param name="Authorities">May be empty.</param>
/// <param name="Clients">May be empty.</param>
internal sealed record RegistryCertificates(
    X509Certificate2Collection Authorities, X509Certificate2Collection Clients)
{
    private const string Folder = "certs.d";
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <param name="host">As the user writes it, with its port.</param>
    public static RegistryCertificates Read(string host, DockerSettings docker)
    {
        var found = new RegistryCertificates([], []);
        if (docker.Authority.Length > 0)
            found.Add(docker.Authority);

        // No name of a file there may have a colon.
        var name = OperatingSystem.IsWindows() ? host.Replace(":", "", StringComparison.Ordinal) : host;
        foreach (var folder in FoldersOf(docker).Select(f => new DirectoryInfo(Path.Combine(f, Folder, name))))
        {
            foreach (var file in Files(folder))
                found.Add(file);
        }

        return found;
    }

    /// <summary>Whether a server is who it says, by the system's authorities or by these.</summary>
    public bool Believe(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
            return true;
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is not X509Certificate2 server)
            return false;

        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.ApplicationPolicy.Add(new(ServerAuthentication));
        own.ChainPolicy.CustomTrustStore.AddRange(Authorities);
        own.ChainPolicy.ExtraStore.AddRange(chain?.ChainPolicy.ExtraStore ?? []);
        return own.Build(server);
    }

    // Of the engine, of one without root, and of Docker Desktop.
    private static IEnumerable<string> FoldersOf(DockerSettings docker)
    {
        if (OperatingSystem.IsWindows())
            yield return Path.Combine(docker.Variable("ProgramData"), "docker");
        else
            yield return "/etc/docker";
        if (docker.Variable("XDG_CONFIG_HOME") is { Length: > 0 } configuration)
            yield return Path.GetFullPath(Path.Combine(configuration, "docker"), docker.Directory);
        else if (docker.Variable("HOME") is { Length: > 0 } home)
            yield return Path.GetFullPath(Path.Combine(home, ".config", "docker"), docker.Directory);
        if (DockerConfig.Read(docker) is { } config)
            yield return config.Folder;
    }

    private static IEnumerable<string> Files(DirectoryInfo folder)
    {
        try
        {
            return folder.Exists
                ? [.. folder.EnumerateFiles().Select(static f => f.FullName).Order(StringComparer.Ordinal)]
                : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private void Add(string file)
    {
        try
        {
            if (Path.GetExtension(file) is ".crt")
                Authorities.ImportFromPemFile(file);
            else if (Path.GetExtension(file) is ".cert" && Path.ChangeExtension(file, ".key") is var key)
                Clients.Add(X509Certificate2.CreateFromPemFile(file, key));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            // See above.
        }
    }
}
