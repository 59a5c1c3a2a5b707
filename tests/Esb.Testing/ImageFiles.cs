using System.Formats.Tar;
using System.Globalization;
using System.Security.Cryptography;

namespace Esb.Testing;

/// <summary>The whole file system of images.</summary>
public sealed class ImageFiles
{
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);

    /// <returns>Its id; empty where the engine has no such image.</returns>
    public string Id(string reference) =>
        DockerEngine.Socket.Image(reference) is { } image ? image.GetProperty("Id").GetString()! : "";

    /// <summary>
    /// One line a file, by path: kind, permissions, owner, path, link target and digest of the content; no times. Then
    /// the labels.
    /// </summary>
    public string List(string reference)
    {
        var image = DockerEngine.Inspect(reference);
        var id = image.GetProperty("Id").GetString()!;
        if (_known.TryGetValue(id, out var known))
            return known;

        var lines = DockerEngine.Socket.Copy(reference, "export", Lines);
        lines.Sort(StringComparer.Ordinal);
        lines.Add(image.GetProperty("Config").GetProperty("Labels").ToString());
        return _known[id] = string.Join('\n', lines);
    }

    private static List<string> Lines(Stream archive)
    {
        var lines = new List<string>();
        using var tar = new TarReader(archive);
        while (tar.GetNextEntry() is { } entry)
        {
            var content = entry.DataStream is { } data ? Convert.ToHexStringLower(SHA256.HashData(data)) : "";
            var mode = Convert.ToString((int)entry.Mode, 8);
            lines.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{entry.Name} {entry.EntryType} {mode} {entry.Uid}:{entry.Gid} {entry.LinkName} {content}"));
        }

        return lines;
    }
}
