using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Esb.Build.Tests.Engines;

/// <summary>
/// A registry with a certificate, behind a proxy on 127.0.0.1, so that it can have any name. It has every image.
/// </summary>
internal sealed class TlsRegistry : IDisposable
{
    public const string Host = "registry.example:5000";

    // What a client of TLS begins with; one of a proxy or of http begins with a word.
    private const int Hello = 0x16;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _certificate = Certificate("registry.example");
    private readonly bool _isPlain;
    private string _client = "";

    /// <param name="isPlain">Whether it speaks http in truth.</param>
    public TlsRegistry(bool isPlain = false)
    {
        _isPlain = isPlain;
        _listener.Start();
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public static string Digest { get; } = "sha256:" + new string('a', 64);

    /// <summary>Of the proxy, and of the registry where it is called by its address.</summary>
    public string Address => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>PEM; the certificate is its own authority.</summary>
    public string Authority => _certificate.ExportCertificatePem();

    /// <summary>As whom the last one came; empty for nobody.</summary>
    public string Client => Volatile.Read(ref _client);

    /// <returns>Signed by itself, with its key.</returns>
    public static X509Certificate2 Certificate(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    public void Dispose()
    {
        _listener.Dispose();
        _certificate.Dispose();
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                var connection = _listener.AcceptTcpClient();
                new Thread(() => Serve(connection)) { IsBackground = true }.Start();
            }
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException)
        {
            // The test has ended.
        }
    }

    private void Serve(TcpClient connection)
    {
        try
        {
            using var stream = connection.GetStream();
            if (Peek(connection) != Hello)
            {
                var isProxied = ReadHead(stream).StartsWith("CONNECT ", StringComparison.Ordinal);
                stream.Write(isProxied ? "HTTP/1.1 200 OK\r\n\r\n"u8 : Answer(_isPlain));
                if (!isProxied)
                    return;
            }

            if (_isPlain)
                return;

            using var secret = new SslStream(stream);
            secret.AuthenticateAsServer(new SslServerAuthenticationOptions
            {
                ServerCertificate = _certificate,
                ClientCertificateRequired = true,
                RemoteCertificateValidationCallback = Remember,
            });
            ReadHead(secret);
            secret.Write(Answer(isGood: true));
        }
        catch (Exception e)
            when (e is IOException or AuthenticationException or SocketException or ObjectDisposedException)
        {
            // The client did not believe us, or the test has ended.
        }
    }

    // As programs in Go answer http where they speak https.
    private static byte[] Answer(bool isGood) => Encoding.ASCII.GetBytes(isGood
        ? $"HTTP/1.1 200 OK\r\nDocker-Content-Digest: {Digest}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        : "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n");

    private static int Peek(TcpClient connection)
    {
        var first = new byte[1];
        return connection.Client.Receive(first, SocketFlags.Peek) == 1 ? first[0] : -1;
    }

    private static string ReadHead(Stream stream)
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && stream.ReadByte() is var c and >= 0)
            head.Append((char)c);
        return head.ToString();
    }

    // The client may have no certificate, or one of an authority that nobody knows: the test wants to see it.
    private bool Remember(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        Volatile.Write(ref _client, certificate?.Subject ?? "");
        return errors != SslPolicyErrors.RemoteCertificateNameMismatch;
    }
}
