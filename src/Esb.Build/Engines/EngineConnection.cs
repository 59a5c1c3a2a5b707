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
    // An engine stops what nobody waits for, and drops what it has not begun with. It looks for that as long as nothing
    // comes after the request: so something does, and more than it reads at once. Nobody ever reads it as a request.
    private static readonly byte[] Unread = new byte[16 * 1024];

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
    public HttpAnswer Get(string path)
    {
        Write("GET", path);
        return Read();
    }

    /// <returns><see langword="null"/> where the answer does not begin within <paramref name="wait"/>: the engine does
    /// it nevertheless, sooner or later.</returns>
    /// <inheritdoc cref="Get"/>
    public HttpAnswer? Delete(string path, TimeSpan wait)
    {
        Write("DELETE", path);
        _stream!.Write(Unread);
        _stream.Flush();
        var answer = _socket!.Poll(wait, SelectMode.SelectRead) ? _reader!.Read() : null;
        Close();
        return answer;
    }

    /// <summary>Sends a file, and reads the answer's first part only.</summary>
    /// <inheritdoc cref="Get"/>
    public HttpAnswer Post(string path, ReadOnlyMemory<byte> tar)
    {
        Write("POST", path, $"Content-Type: application/x-tar\r\nContent-Length: {tar.Length}\r\n");
        _stream!.Write(tar.Span);
        _stream.Flush();
        var answer = _reader!.ReadFirst();
        Close();
        return answer;
    }

    public void Dispose() => Close();

    private void Write(string method, string path, string headers = "")
    {
        deadline.ThrowIfCancellationRequested();
        if (_stream is null)
            Open();

        var host = endpoint.Socket is null ? Authority() : "docker";
        _stream!.Write(Encoding.Latin1.GetBytes(
            $"{method} {endpoint.Prefix}{path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: Esb.Sdk\r\n{endpoint.Headers}{headers}\r\n"));
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

    private void Close()
    {
        _end.Dispose();
        _stream?.Dispose();
        _socket?.Dispose();
        (_socket, _stream, _reader) = (null, null, null);
    }
}
