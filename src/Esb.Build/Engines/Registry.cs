using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Esb.Build.Diagnostics;
using Esb.Build.Images;

namespace Esb.Build.Engines;

/// <summary>One registry while it is asked: who asks, what went wrong. Many images may be asked for at once.</summary>
/// <param name="patience">How long each answer may take.</param>
internal sealed class Registry(string host, RegistryLine line, RegistryLogins logins, TimeSpan patience) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<string, AuthenticationHeaderValue> _authorizations =
        new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, HttpStatusCode> _denied = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private (RegistryLogin? Login, Diagnostic? Problem)? _login;
    private Diagnostic? _failure;

    /// <summary>What a user should know, after all images were asked for.</summary>
    public IEnumerable<Diagnostic> Problems
    {
        get
        {
            if (_login?.Problem is { } problem)
                yield return problem;
            if (_failure is { } failure)
                yield return failure;
            if (_denied.Keys.Order(StringComparer.Ordinal).FirstOrDefault() is not { } first)
                yield break;

            var others = _denied.Count > 1 ? $" and {_denied.Count - 1} more" : "";
            yield return Diagnostic.Of(Rules.RegistryDenied, position: null, host, first + others, (int)_denied[first]);
        }
    }

    /// <returns>The digest of the manifest or index that is there now; <see langword="null"/> where there is none or
    /// nobody says.</returns>
    public async Task<string?> ReadDigest(RegistryAddress image, CancellationToken cancellation)
    {
        using var head = await Ask(HttpMethod.Head, image, cancellation).ConfigureAwait(false);
        if (head is null)
            return null;
        if (head.Headers.TryGetValues("Docker-Content-Digest", out var values)
            && Digest.TryParse(values.First()) is { } digest)
        {
            return digest.Value;
        }

        // The header is no duty. The digest is that of the bytes, whatever they are.
        using var manifest = await Ask(HttpMethod.Get, image, cancellation).ConfigureAwait(false);
        return manifest is null ? null : "sha256:" + Convert.ToHexStringLower(
            SHA256.HashData(await manifest.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false)));
    }

    public void Dispose() => line.Dispose();

    /// <returns><see langword="null"/> for everything but an answer with the manifest.</returns>
    private async Task<HttpResponseMessage?> Ask(
        HttpMethod method, RegistryAddress image, CancellationToken cancellation)
    {
        var answer = await Send(way => RequestOf(method, image, way), cancellation).ConfigureAwait(false);
        if (answer is { StatusCode: HttpStatusCode.Unauthorized }
            && await Authorize(answer, image, cancellation).ConfigureAwait(false))
        {
            answer.Dispose();
            answer = await Send(way => RequestOf(method, image, way), cancellation).ConfigureAwait(false);
        }

        if (answer is null or { StatusCode: HttpStatusCode.OK })
            return answer;

        if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            _denied[image.Repository] = answer.StatusCode;
        else if (answer.StatusCode != HttpStatusCode.NotFound)
            Fail(Failed($"it answers {(int)answer.StatusCode}."));
        answer.Dispose();
        return null;
    }

    private HttpRequestMessage RequestOf(HttpMethod method, RegistryAddress image, RegistryWay way)
    {
        var request = new HttpRequestMessage(method, image.Uri(way));
        request.Headers.Authorization =
            _authorizations.GetValueOrDefault(image.Repository) ?? _authorizations.GetValueOrDefault("");
        request.Headers.Accept.ParseAdd("application/vnd.oci.image.index.v1+json");
        request.Headers.Accept.ParseAdd("application/vnd.oci.image.manifest.v1+json");
        request.Headers.Accept.ParseAdd("application/vnd.docker.distribution.manifest.list.v2+json");
        request.Headers.Accept.ParseAdd("application/vnd.docker.distribution.manifest.v2+json");
        return request;
    }

    /// <returns>Whether it is worth asking again.</returns>
    private async Task<bool> Authorize(
        HttpResponseMessage refusal, RegistryAddress image, CancellationToken cancellation)
    {
        if (RegistryChallenge.Parse(refusal.Headers.WwwAuthenticate) is not { } challenge)
            return false;

        var login = Login(image);
        if (!challenge.IsBearer)
        {
            if (login is not null)
                _authorizations[""] = login.Basic();
            return login is not null;
        }

        if (RegistryToken.Request(challenge, (image, line.Way), login) is not { } request)
        {
            Fail(Failed("the server that it names for tokens is not on https."));
            return false;
        }

        using var answer = await Send(_ => request(), cancellation).ConfigureAwait(false);
        if (answer is { StatusCode: >= HttpStatusCode.InternalServerError })
            Fail(Failed($"its server for tokens answers {(int)answer.StatusCode}."));
        if (answer is not { StatusCode: HttpStatusCode.OK })
            return false;

        var text = await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
        if (RegistryToken.Parse(text) is not { } token)
            return false;

        _authorizations[image.Repository] = new("Bearer", token);
        return true;
    }

    private RegistryLogin? Login(RegistryAddress image)
    {
        lock (_gate)
            return (_login ??= logins.Find(image.LoginKey)).Login;
    }

    /// <summary>Sends a request, and once more where that may help.</summary>
    private async Task<HttpResponseMessage?> Send(
        Func<RegistryWay, HttpRequestMessage> request, CancellationToken cancellation)
    {
        for (var isLast = false; _failure is null; isLast = true)
        {
            var way = line.Way;
            var (answer, failure, isOfWay) = await Try(() => request(way), way, cancellation).ConfigureAwait(false);
            var isOther = isOfWay && await line.Leave(way, cancellation).ConfigureAwait(false);
            if (answer is not null && !isOther && (isLast || answer.StatusCode < HttpStatusCode.InternalServerError))
                return answer;

            answer?.Dispose();
            if (isOther)
                continue;
            if (isLast)
                Fail(failure);
            else
                await Task.Delay(Pause, cancellation).ConfigureAwait(false);
        }

        return null;
    }

    private async Task<(HttpResponseMessage? Answer, Diagnostic? Failure, bool IsOfWay)> Try(
        Func<HttpRequestMessage> request, RegistryWay way, CancellationToken cancellation)
    {
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        attempt.CancelAfter(patience);
        using var message = request();
        try
        {
            var answer = await line.Client(way).SendAsync(message, attempt.Token).ConfigureAwait(false);
            // What servers of https say to http.
            return (answer, null, way == RegistryWay.Plain && answer.StatusCode == HttpStatusCode.BadRequest);
        }
        catch (HttpRequestException e)
        {
            var isElsewhere = e.HttpRequestError
                is HttpRequestError.NameResolutionError or HttpRequestError.ProxyTunnelError;
            return (null, Failed(Sentence.End(e.GetBaseException().Message)), !isElsewhere);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            var seconds = patience.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
            return (null, Diagnostic.Of(Rules.RegistrySilent, position: null, host, seconds), false);
        }
    }

    // The first that is said; then nobody asks this registry any more.
    private void Fail(Diagnostic? failure) => Interlocked.CompareExchange(ref _failure, failure, null);

    private Diagnostic Failed(string reason) => Diagnostic.Of(Rules.RegistryFailed, position: null, host, reason);
}
