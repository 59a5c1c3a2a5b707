using System.Buffers;
using System.Globalization;
using System.Text;

namespace Esb.Build.Engines;

/// <summary>
/// Reads answers in HTTP/1.1 from a stream, and nothing that grows without a limit. By hand, because the first request
/// of an
/// HttpClient costs every build 50 ms of processor time more.
/// </summary>
internal sealed class HttpReader(Stream stream)
{
    private const int LongestLine = 16 * 1024;
    private const int MostLines = 200;
    private const int LongestBody = 256 * 1024 * 1024;
    private const string Ended = "it closed the connection before its answer was complete.";

    private readonly byte[] _buffer = new byte[32 * 1024];
    private int _at;
    private int _end;

    /// <exception cref="InvalidDataException">It is no answer, or none of a decent size; the message says
    /// why.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public HttpAnswer Read()
    {
        var head = ReadFinalHead();
        var body = new ArrayBufferWriter<byte>(LongestLine);
        if (head.IsChunked)
            ReadChunks(body);
        else if (head.Length is { } length)
            ReadExactly(length, body);
        else if (head.HasBody)
            ReadToEnd(body);
        var endless = !head.IsChunked && head.Length is null && head.HasBody;
        return new(head.Status, body.WrittenMemory, head.IsLast || endless);
    }

    /// <summary>
    /// Reads an answer that goes on as long as the engine works, as far as its first part; the connection is of no
    /// further use.
    /// </summary>
    /// <inheritdoc cref="Read"/>
    public HttpAnswer ReadFirst()
    {
        var head = ReadFinalHead();
        var body = new ArrayBufferWriter<byte>();
        var size = head.IsChunked ? ReadSize() : head.HasBody ? head.Length ?? 0 : 0;
        ReadExactly(size, body);
        return new(head.Status, body.WrittenMemory, IsLast: true);
    }

    private HttpHead ReadFinalHead()
    {
        var head = ReadHead();
        while (head.Status is >= 100 and < 200)
            head = ReadHead();
        return head;
    }

    private HttpHead ReadHead()
    {
        var head = HttpHead.Parse(ReadLine());
        for (var lines = 0; ReadLine() is { Length: > 0 } line; lines++)
        {
            if (lines == MostLines)
                throw new InvalidDataException("its answer has too many headers.");
            head.Add(line);
        }

        return head;
    }

    private void ReadChunks(ArrayBufferWriter<byte> body)
    {
        while (ReadSize() is var size and > 0)
        {
            ReadExactly(size, body);
            if (ReadLine().Length > 0)
                throw new InvalidDataException("its answer has a part that is longer than it says.");
        }

        for (var lines = 0; ReadLine().Length > 0; lines++)
        {
            if (lines == MostLines)
                throw new InvalidDataException("its answer does not end.");
        }
    }

    // 1f3;name=value
    private long ReadSize()
    {
        var line = ReadLine().AsSpan();
        var digits = line.IndexOf(';') is var end and >= 0 ? line[..end].Trim() : line.Trim();
        return long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size)
            && size >= 0
            ? size
            : throw new InvalidDataException("its answer has a part without a length.");
    }

    private void ReadExactly(long count, ArrayBufferWriter<byte> body)
    {
        Limit(body.WrittenCount + count);
        while (count > 0)
        {
            if (_at == _end && !Fill())
                throw new InvalidDataException(Ended);
            count -= Take((int)Math.Min(count, _end - _at), body);
        }
    }

    private void ReadToEnd(ArrayBufferWriter<byte> body)
    {
        while (_at < _end || Fill())
        {
            Limit(body.WrittenCount + _end - _at);
            Take(_end - _at, body);
        }
    }

    private int Take(int count, ArrayBufferWriter<byte> body)
    {
        body.Write(_buffer.AsSpan(_at, count));
        _at += count;
        return count;
    }

    private static void Limit(long length)
    {
        if (length is < 0 or > LongestBody)
            throw new InvalidDataException("its answer is longer than 256 MB.");
    }

    private string ReadLine()
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_at == _end && !Fill())
                throw new InvalidDataException(Ended);

            var rest = _buffer.AsSpan(_at, _end - _at);
            var end = rest.IndexOf((byte)'\n');
            line.Append(Encoding.Latin1.GetString(end < 0 ? rest : rest[..end]));
            _at += end < 0 ? rest.Length : end + 1;
            if (line.Length > LongestLine)
                throw new InvalidDataException("its answer has a header that is longer than 16 KB.");
            if (end >= 0)
                return line.ToString().TrimEnd('\r');
        }
    }

    private bool Fill()
    {
        (_at, _end) = (0, stream.Read(_buffer));
        return _end > 0;
    }
}
