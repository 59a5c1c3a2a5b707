using System.Formats.Tar;
using System.Text;

namespace Esb.Testing;

/// <summary>
/// A file or folder of an image, copied. What a program prints is no way to read one: an engine in a network of its own
/// lost it in up to 12 of 200 runs on a busy machine (<c>docker run</c> ended well, and <c>docker logs</c> had nothing
/// either).
/// </summary>
/// <param name="Content">UTF-8 text; empty for a folder.</param>
/// <param name="Mode">Permissions.</param>
public sealed record ImageEntry(string Content, UnixFileMode Mode)
{
    /// <param name="environment">Says which engine.</param>
    /// <param name="reference">An image that the engine has.</param>
    /// <param name="path">Absolute, in the image.</param>
    /// <exception cref="InvalidOperationException">There is no such image, or nothing at the path.</exception>
    public static ImageEntry Of(IReadOnlyDictionary<string, string> environment, string reference, string path)
    {
        using var engine = new EngineSocket(environment);
        return engine.Copy(reference, "archive?path=" + Uri.EscapeDataString(path), First);
    }

    private static ImageEntry First(Stream archive)
    {
        using var reader = new TarReader(archive);
        using var content = new MemoryStream();
        var entry = reader.GetNextEntry() ?? throw new InvalidOperationException("The engine gave an empty archive.");
        entry.DataStream?.CopyTo(content);
        return new(Encoding.UTF8.GetString(content.ToArray()), entry.Mode);
    }
}
