using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Esb.Build.Engines;

/// <summary>How an engine is spoken to in secret.</summary>
/// <param name="Folder">Absolute path; of <c>ca.pem</c>, <c>cert.pem</c> and <c>key.pem</c> each may be
/// missing.</param>
/// <param name="SkipVerify">Whether the user has said that any certificate will do.</param>
internal sealed record EngineTls(string Folder, bool SkipVerify)
{
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">A file holds no certificate or no
    /// key.</exception>
    public SslClientAuthenticationOptions Options(string host)
    {
        var options = new SslClientAuthenticationOptions { TargetHost = host };
#pragma warning disable CA5359 // The user's own choice, DOCKER_TLS without DOCKER_TLS_VERIFY.
        if (SkipVerify)
            options.RemoteCertificateValidationCallback = AcceptAny;
#pragma warning restore CA5359
        else if (File.Exists(Pem("ca")))
            options.CertificateChainPolicy = Trust(Pem("ca"));
        if (File.Exists(Pem("cert")) && File.Exists(Pem("key")))
            options.ClientCertificates = [X509Certificate2.CreateFromPemFile(Pem("cert"), Pem("key"))];
        return options;
    }

    // As docker does: where the user gives an authority, no other one is believed.
    private static X509ChainPolicy Trust(string file)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPemFile(file);
        return policy;
    }

    private static bool AcceptAny(
        object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => true;

    private string Pem(string name) => Path.Combine(Folder, name + ".pem");
}
