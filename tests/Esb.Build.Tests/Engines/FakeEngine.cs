using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Esb.Testing;

namespace Esb.Build.Tests.Engines;

/// <summary>An engine on a Unix socket of its own, which answers as a test wants.</summary>
internal sealed class FakeEngine : IDisposable
{
    public const string Info = """{"ID":"engine-1","Containers":3}""";

    private readonly TemporaryFolder _folder = new();
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Lock _gate = new();
    private readonly List<string> _requests = [];
    private readonly List<byte[]> _bodies = [];
    private readonly Func<string, string> _answer;
    private int _ended;
    private int _unread;

    /// <param name="answer">From the path of a request to all bytes of the answer, one a character; empty closes the
    /// connection.</param>
    public FakeEngine(Func<string, string> answer)
    {
        _answer = answer;
        _listener.Bind(new UnixDomainSocketEndPoint(_folder["e.sock"]));
        _listener.Listen();
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public string Address => "unix://" + _folder["e.sock"];

    /// <summary>Whole heads of the requests in the order in which they came.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_gate)
                return [.. _requests];
        }
    }

    /// <summary>What came with them.</summary>
    public IReadOnlyList<byte[]> Bodies
    {
        get
        {
            lock (_gate)
                return [.. _bodies];
        }
    }

    public int Connections { get; private set; }

    /// <summary>How many bytes came that were no request.</summary>
    public int Unread => Volatile.Read(ref _unread);

    /// <summary>How many connections the other side has ended after its last answer.</summary>
    public int Ended => Volatile.Read(ref _ended);

    /// <summary>Paths of the images that were asked for, ordered: they come on several connections.</summary>
    public IReadOnlyList<string> Asked =>
    [
        .. Requests.Select(static r => r.Split(' ')[1])
            .Where(static p => p.Contains("/images/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>One that says who it is and has these images, each as the API shows it.</summary>
    public static FakeEngine With(params string[] images) => new(path => Answer(path, images));

    public static string Answer(string path, params IEnumerable<string> images)
    {
        if (path.EndsWith("/info", StringComparison.Ordinal))
            return Ok(Info);

        var name = Uri.UnescapeDataString(path.Split("/images/")[1][..^"/json".Length]);
        var image = images.FirstOrDefault(i => i.Contains($"\"{name}\"", StringComparison.Ordinal));
        return image is null ? Ok($$"""{"message":"No such image: {{name}}"}""", "404 Not Found") : Ok(image);
    }

    public static string Ok(string body, string status = "200 OK") =>
        $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    public static string Chunked(params string[] parts) =>
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        + string.Concat(parts.Select(static p => $"{p.Length:x};n=v\r\n{p}\r\n")) + "0\r\nTrailer: x\r\n\r\n";

    public void Dispose()
    {
        _listener.Dispose();
        _folder.Dispose();
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                var connection = new NetworkStream(_listener.Accept(), ownsSocket: true);
                Connections++;
                new Thread(() => Serve(connection)) { IsBackground = true }.Start();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private void Serve(NetworkStream connection)
    {
        using var ended = connection;
        try
        {
            while (ReadHead(connection) is { Length: > 0 } head)
            {
                var body = ReadBody(connection, head);
                lock (_gate)
                {
                    _requests.Add(head);
                    if (body.Length > 0)
                        _bodies.Add(body);
                }

                var answer = _answer(head.Split(' ')[1]);
                if (answer.Length == 0)
                    return;
                if (TryWrite(connection, answer) && answer.Contains("Connection: close", StringComparison.Ordinal))
                    return;
            }

            Interlocked.Increment(ref _ended);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The client has seen enough, or the test has ended with what the answer needs.
        }
    }

    private static byte[] ReadBody(NetworkStream connection, string head)
    {
        const string Length = "Content-Length: ";
        var line = head.Split("\r\n").FirstOrDefault(static l => l.StartsWith(Length, StringComparison.Ordinal));
        var body = new byte[line is null ? 0 : int.Parse(line.AsSpan(Length.Length), CultureInfo.InvariantCulture)];
        connection.ReadExactly(body);
        return body;
    }

    // A client that does not wait has closed its end.
    private static bool TryWrite(NetworkStream connection, string answer)
    {
        try
        {
            connection.Write(Encoding.UTF8.GetBytes(answer));
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private string ReadHead(NetworkStream connection)
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (connection.ReadByte() is not (var next and > 0))
            {
                var rest = new byte[1024];
                while (connection.Read(rest) is var count and > 0)
                    Interlocked.Add(ref _unread, count);
                return "";
            }

            head.Append((char)next);
        }

        return head.ToString();
    }
}
