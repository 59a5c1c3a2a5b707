using System.Net.Security;

namespace Esb.Build.Engines;

/// <summary>How a registry is spoken to.</summary>
internal enum RegistryWay
{
    /// <summary>https, with a certificate of somebody who is believed.</summary>
    Verified,

    /// <summary>https with any certificate.</summary>
    Unverified,

    /// <summary>http.</summary>
    Plain,
}

/// <summary>
/// The line to one registry, by the way that docker would find: https with a good certificate, and where the engine
/// takes the registry for insecure, also without one, and http. On this machine, where there is no network in between,
/// it is http first, which docker tries last: nearly all speak it there.
/// </summary>
/// <param name="insecure">Asked only where the registry does not answer otherwise.</param>
internal sealed class RegistryLine(string host, DockerSettings docker, Lazy<InsecureRegistries> insecure) : IDisposable
{
    private const int AtOnce = 8;
    private const int LongestManifest = 8 * 1024 * 1024;

    private readonly Dictionary<RegistryWay, HttpClient> _clients = [];
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _search = new(1);
    private bool _wasSearched;

    /// <summary>The way of the next request.</summary>
    public RegistryWay Way { get; private set; } = FirstWay(host);

    public static RegistryWay FirstWay(string host) =>
        RegistryAddress.IsOfThisMachine(new($"http://{host}")) ? RegistryWay.Plain : RegistryWay.Verified;

    public static string Scheme(RegistryWay way) => way == RegistryWay.Plain ? "http" : "https";

    public HttpClient Client(RegistryWay way)
    {
        lock (_gate)
            return _clients.TryGetValue(way, out var known) ? known : _clients[way] = Make(way);
    }

    /// <summary>Looks for another way, once.</summary>
    /// <param name="way">The one that has failed.</param>
    /// <returns>Whether there is one to try.</returns>
    public async Task<bool> Leave(RegistryWay way, CancellationToken cancellation)
    {
        await _search.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (Way == way && !_wasSearched)
            {
                _wasSearched = true;
                Way = await Search(cancellation).ConfigureAwait(false);
            }

            return Way != way;
        }
        finally
        {
            _search.Release();
        }
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values)
            client.Dispose();
        _search.Dispose();
    }

    private async Task<RegistryWay> Search(CancellationToken cancellation)
    {
        RegistryWay[] others = Way == RegistryWay.Plain ? [RegistryWay.Unverified]
            : insecure.Value.Have(host) ? [RegistryWay.Unverified, RegistryWay.Plain]
            : [];
        foreach (var other in others)
        {
            if (await Answers(other, cancellation).ConfigureAwait(false))
                return other;
        }

        return Way;
    }

    private async Task<bool> Answers(RegistryWay way, CancellationToken cancellation)
    {
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        attempt.CancelAfter(docker.Timeout);
        try
        {
            var uri = new Uri($"{Scheme(way)}://{host}/v2/");
            using var answer = await Client(way).GetAsync(uri, attempt.Token).ConfigureAwait(false);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    private HttpClient Make(RegistryWay way)
    {
        var certificates = way == RegistryWay.Plain ? new([], []) : RegistryCertificates.Read(host, docker);
        var options = new SslClientAuthenticationOptions { ClientCertificates = certificates.Clients };
#pragma warning disable CA5359 // The administrator's own choice, or no network in between.
        if (way == RegistryWay.Unverified)
            options.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        else if (certificates.Authorities.Count > 0)
            options.RemoteCertificateValidationCallback = certificates.Believe;
        var client = new HttpClient(new SocketsHttpHandler
        {
            Proxy = RegistryProxy.Of(docker),
            MaxConnectionsPerServer = AtOnce,
            UseCookies = false,
            SslOptions = options,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LongestManifest,
        };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Esb.Sdk");
        return client;
    }
}
