using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Esb.Build.Engines;

/// <summary>
/// A connection to an engine's API that is kept from one request to the next. Blocking calls only: waiting for the
/// pool's threads would cost a cold process more than the answer.
/// </summary>
/// <param name="patience">How long it may take until the engine accepts the connection.</param>
/// <param name="deadline">Ends whatever is under way.</param>
internal sealed class EngineConnection(EngineEndpoint endpoint, TimeSpan patience, CancellationToken deadline)
    : IDisposable
{
    // As long as an engine that is at its limit may need to begin with a request.
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(1);

    private Socket? _socket;
    private Stream? _stream;
    private HttpReader? _reader;
    private CancellationTokenRegistration _end;

    /// <param name="path">Begins with a slash; escaped.</param>
    /// <exception cref="SocketException">The engine cannot be reached.</exception>
    /// <exception cref="System.Security.Authentication.AuthenticationException">One of the two does not believe the
    /// other.</exception>
    /// <exception cref="InvalidDataException">Its answer is none; the message says why.</exception>
    /// <exception cref="IOException">The connection broke, or a file for TLS cannot be read.</exception>
    public HttpAnswer Get(string path) => Send("GET", path);

    /// <inheritdoc cref="Get"/>
    public HttpAnswer Post(string path) => Send("POST", path);

    /// <returns><see langword="null"/> where the answer does not begin within <paramref name="wait"/>: the request
    /// keeps its connection as long as this process lives, and the next one has its own.</returns>
    /// <inheritdoc cref="Get"/>
    public HttpAnswer? Delete(string path, TimeSpan wait)
    {
        Write("DELETE", path);
        if (_socket!.Poll(wait, SelectMode.SelectRead))
            return Read();

        _ = OutliveAsync(_socket, _stream!);
        _end.Dispose();
        (_socket, _stream, _reader) = (null, null, null);
        return null;
    }

    public void Dispose() => Close();

    private HttpAnswer Send(string method, string path)
    {
        Write(method, path);
        return Read();
    }

    private void Write(string method, string path)
    {
        deadline.ThrowIfCancellationRequested();
        if (_stream is null)
            Open();

        var host = endpoint.Socket is null ? Authority() : "docker";
        _stream!.Write(Encoding.Latin1.GetBytes(
            $"{method} {endpoint.Prefix}{path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: Esb.Sdk\r\n{endpoint.Headers}\r\n"));
        _stream.Flush();
    }

    private HttpAnswer Read()
    {
        var answer = _reader!.Read();
        if (answer.IsLast)
            Close();
        return answer;
    }

    private void Open()
    {
        _socket = endpoint.Socket is null
            ? new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }
            : new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        // Linux ends a connect to a full Unix socket by this alone; nothing else reaches a thread that hangs there.
        _socket.SendTimeout = (int)Math.Min(patience.TotalMilliseconds, int.MaxValue);
        _end = deadline.UnsafeRegister(static socket => ((Socket)socket!).Dispose(), _socket);
        if (endpoint.Socket is { } path)
            _socket.Connect(new UnixDomainSocketEndPoint(path));
        else
            _socket.Connect(endpoint.Host, endpoint.Port);

        _stream = new NetworkStream(_socket);
        if (endpoint.Tls is { } tls)
        {
            var secret = new SslStream(_stream);
            _stream = secret;
            secret.AuthenticateAsClient(tls.Options(endpoint.Host));
        }

        _reader = new(_stream);
    }

    private string Authority()
    {
        var host = endpoint.Host.Contains(':', StringComparison.Ordinal) ? $"[{endpoint.Host}]" : endpoint.Host;
        return $"{host}:{endpoint.Port}";
    }

    // An engine goes on with what it has begun when its caller goes away; what it has not begun with it drops.
    private static async Task OutliveAsync(Socket socket, Stream stream)
    {
        using var end = new CancellationTokenSource(LongestStart);
        using (socket)
        using (stream)
        {
            try
            {
                await stream.ReadAsync(new byte[4096], end.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (EngineReader.IsFailure(e))
            {
                // Nobody needs the answer.
            }
        }
    }

    private void Close()
    {
        _end.Dispose();
        _stream?.Dispose();
        _socket?.Dispose();
        (_socket, _stream, _reader) = (null, null, null);
    }
}
