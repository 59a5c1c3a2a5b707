using System.Net;
using System.Text;
using Esb.Testing;

namespace Esb.Build.Tests.Engines;

/// <summary>What a registry answers: a status, and headers that differ from none.</summary>
internal sealed record FakeReply(int Status, string Body = "", params (string Name, string Value)[] Headers)
{
    public static FakeReply Of(string digest) => new(200, "", ("Docker-Content-Digest", digest));

    public static FakeReply Wants(string challenge) => new(401, "", ("WWW-Authenticate", challenge));
}

/// <summary>A registry on a free port of 127.0.0.1 that answers as a test wants.</summary>
internal sealed class FakeRegistry : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Lock _gate = new();
    private readonly List<string> _requests = [];

    /// <param name="answer">Called on several threads.</param>
    public FakeRegistry(Func<HttpListenerRequest, FakeReply> answer)
    {
        Address = $"127.0.0.1:{LoopbackPort.Free()}";
        _listener.Prefixes.Add($"http://{Address}/");
        _listener.Start();
        new Thread(() => Accept(answer)) { IsBackground = true }.Start();
    }

    public string Address { get; }

    /// <summary><c>HEAD /v2/a/manifests/1 Basic dTpw</c>, in the order in which they came.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_gate)
                return [.. _requests];
        }
    }

    public void Dispose() => _listener.Close();

    private void Accept(Func<HttpListenerRequest, FakeReply> answer)
    {
        try
        {
            while (true)
            {
                var context = _listener.GetContext();
                new Thread(() => Serve(context, answer)) { IsBackground = true }.Start();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // The test has ended.
        }
    }

    private void Serve(HttpListenerContext context, Func<HttpListenerRequest, FakeReply> answer)
    {
        var (request, response) = (context.Request, context.Response);
        lock (_gate)
            _requests.Add($"{request.HttpMethod} {request.RawUrl} {request.Headers["Authorization"]}".TrimEnd());
        try
        {
            var reply = answer(request);
            response.StatusCode = reply.Status;
            foreach (var (name, value) in reply.Headers)
                response.AddHeader(name, value);
            response.Close(request.HttpMethod is "HEAD" ? [] : Encoding.UTF8.GetBytes(reply.Body), willBlock: true);
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // The client has seen enough.
        }
    }
}
