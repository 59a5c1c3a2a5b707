using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Esb.Docker.Tests.Options;

/// <summary>What a registry does instead of its work.</summary>
public enum Fault
{
    AnswersUnauthorized,
    AnswersTooMany,
    AnswersError,

    /// <summary>It takes requests and never answers.</summary>
    Hangs,

    /// <summary>It never takes a request.</summary>
    TakesOnlyConnections,

    /// <summary>It answers one byte at a time.</summary>
    Trickles,

    /// <summary>It ends in the middle of an answer.</summary>
    BreaksOff,

    /// <summary>It speaks something else.</summary>
    SaysNonsense,

    /// <summary>It ends the connection without a word.</summary>
    HangsUp,
}

/// <summary>A registry that fails in one way, until it is disposed.</summary>
internal sealed class BrokenRegistry : IDisposable
{
    private const byte TlsHello = 0x16;
    private readonly CancellationTokenSource _end = new();
    private readonly TcpListener _listener;
    private readonly Fault _fault;
    private int _requests;

    /// <param name="port">0 for a free one.</param>
    public BrokenRegistry(Fault fault, int port = 0)
    {
        _fault = fault;
        _listener = new(IPAddress.Loopback, port);
        _listener.Start();
        Address = _listener.LocalEndpoint.ToString()!;
        // What nobody accepts here, the system accepts all the same.
        if (fault != Fault.TakesOnlyConnections)
            _ = Accept();
    }

    /// <summary><c>127.0.0.1:port</c></summary>
    public string Address { get; }

    public int Requests => Volatile.Read(ref _requests);

    /// <summary>The login that came with a request, as it was sent; empty where none did.</summary>
    public string Authorization { get; private set; } = "";

    private int Status => _fault switch
    {
        Fault.AnswersUnauthorized => 401,
        Fault.AnswersTooMany => 429,
        _ => 500,
    };

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
                _ = Serve(await _listener.AcceptTcpClientAsync(_end.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // The test has ended.
        }
    }

    private async Task Serve(TcpClient client)
    {
        try
        {
            using (client)
                await Answer(client.GetStream());
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The other side has seen enough, or the test has ended.
        }
    }

    private async Task Answer(NetworkStream stream)
    {
        var request = new byte[16 * 1024];
        var length = await stream.ReadAsync(request, _end.Token);
        if (length == 0)
            return;

        // So docker learns that it is plain HTTP.
        if (request[0] == TlsHello)
        {
            await Send(stream, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
            return;
        }

        Interlocked.Increment(ref _requests);
        var login = Encoding.Latin1.GetString(request, 0, length).Split("\r\n")
            .FirstOrDefault(static h => h.StartsWith("Authorization: ", StringComparison.OrdinalIgnoreCase));
        Authorization = login ?? Authorization;
        if (_fault is Fault.Hangs)
            await Task.Delay(Timeout.Infinite, _end.Token);
        if (_fault is Fault.Trickles)
            await Trickle(stream);
        await Send(stream, _fault switch
        {
            Fault.HangsUp => "",
            Fault.SaysNonsense => "SSH-2.0-registry\r\n",
            Fault.BreaksOff => "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"schema",
            _ => $"HTTP/1.1 {Status} Broken\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n"
                + "Connection: close\r\n\r\n",
        });
    }

    private async Task Trickle(NetworkStream stream)
    {
        await Send(stream, "HTTP/1.1 200 OK\r\nX-Slow: ");
        while (true)
        {
            await Send(stream, "a");
            await Task.Delay(TimeSpan.FromMilliseconds(200), _end.Token);
        }
    }

    private async Task Send(NetworkStream stream, string text) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), _end.Token);
}
