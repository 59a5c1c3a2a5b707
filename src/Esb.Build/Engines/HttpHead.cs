using System.Globalization;

namespace Esb.Build.Engines;

/// <summary>What stands before the body of an answer.</summary>
internal sealed record HttpHead(int Status, bool IsOld)
{
    /// <summary>In bytes; <see langword="null"/> where it is not said.</summary>
    public long? Length { get; private set; }

    public bool IsChunked { get; private set; }

    public bool IsLast { get; private set; } = IsOld;

    public bool HasBody => Status is not (204 or 304);

    /// <param name="line"><c>HTTP/1.1 200 OK</c></param>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static HttpHead Parse(string line) =>
        line.StartsWith("HTTP/1.", StringComparison.Ordinal) && line.Length >= 12 && line[8] == ' '
        && int.TryParse(line.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? new(status, IsOld: line[7] == '0')
            : throw new InvalidDataException("it does not speak HTTP.");

    /// <exception cref="InvalidDataException">The line is no header, or one that contradicts itself.</exception>
    public void Add(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
            throw new InvalidDataException("its answer has a line that is no header.");

        var name = line.AsSpan(0, colon);
        var value = line.AsSpan(colon + 1).Trim();
        if (Is(name, "Content-Length"))
        {
            Length = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                ? length
                : throw new InvalidDataException("its answer has no length.");
        }
        else if (Is(name, "Transfer-Encoding"))
        {
            IsChunked = Is(value, "chunked")
                ? true
                : throw new InvalidDataException("its answer comes in an encoding that nobody asked for.");
        }
        else if (Is(name, "Connection"))
        {
            IsLast = Is(value, "close") || (IsOld && !Is(value, "keep-alive"));
        }
    }

    private static bool Is(ReadOnlySpan<char> text, string word) =>
        text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
