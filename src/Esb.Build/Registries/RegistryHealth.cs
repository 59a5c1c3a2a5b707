using System.Diagnostics;
using System.Net;
using Esb.Build.Diagnostics;

namespace Esb.Build.Registries;

/// <summary>Whether a registry answers: <c>GET /v2/</c> gives 200.</summary>
internal static class RegistryHealth
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(5);

    /// <param name="address">Host and port, on this machine: no proxy is asked.</param>
    /// <returns><see langword="null"/> as soon as it answers; the last reason why it does not where that takes longer
    /// than <paramref name="limit"/>.</returns>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public static string? Wait(string address, TimeSpan limit, CancellationToken cancellation)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false, UseCookies = false };
        using var client = new HttpClient(handler) { Timeout = limit < LongestAnswer ? limit : LongestAnswer };
        var clock = Stopwatch.StartNew();
        while (true)
        {
            if (Ask(client, address, cancellation) is not { } reason)
                return null;
            if (clock.Elapsed >= limit)
                return reason;
            if (cancellation.WaitHandle.WaitOne(Pause))
                throw new OperationCanceledException(cancellation);
        }
    }

    private static string? Ask(HttpClient client, string address, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://{address}/v2/"));
        try
        {
            using var answer = client.Send(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return answer.StatusCode == HttpStatusCode.OK ? null : $"it answers {(int)answer.StatusCode}.";
        }
        catch (HttpRequestException e)
        {
            return Sentence.End(e.GetBaseException().Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return "it takes connections and says nothing.";
        }
    }
}
