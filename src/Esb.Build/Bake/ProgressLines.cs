using System.Buffers;
using System.Text;

namespace Esb.Build.Bake;

/// <summary>
/// Takes bake's standard error apart, line by line: progress objects, and text between them. buildx 0.13 writes an
/// object over many lines, from <c>{</c> to <c>}</c> in the first column; later ones write it in one.
/// </summary>
internal sealed class ProgressLines
{
    private readonly ArrayBufferWriter<byte> _block = new(4096);
    private bool _isOpen;

    /// <summary>Takes the next line.</summary>
    /// <returns>The object that ends with it, or the line itself where it is text, or neither inside an
    /// object.</returns>
    public (ProgressStatus? Status, string? Text) Add(string line)
    {
        if (line is "{}" or "")
            return (null, null);

        if (string.Equals(line, "{", StringComparison.Ordinal))
        {
            _block.ResetWrittenCount();
            _isOpen = true;
            Append(line);
            return (null, null);
        }

        if (_isOpen && (line[0] == ' ' || string.Equals(line, "}", StringComparison.Ordinal)))
            return AddToBlock(line);

        return line.StartsWith("{\"", StringComparison.Ordinal) && ParseWhole(line) is { } whole
            ? (whole, null)
            : (null, line);
    }

    private (ProgressStatus?, string?) AddToBlock(string line)
    {
        Append(line);
        if (line[0] == ' ')
            return (null, null);

        _isOpen = false;
        return (ProgressJson.Parse(_block.WrittenSpan), null);
    }

    private ProgressStatus? ParseWhole(string line)
    {
        // Inside an open object the line is text that something else wrote in between; the object goes on after it.
        if (_isOpen)
            return null;

        _block.ResetWrittenCount();
        Append(line);
        return ProgressJson.Parse(_block.WrittenSpan);
    }

    private void Append(string line) => Encoding.UTF8.GetBytes(line, _block);
}
