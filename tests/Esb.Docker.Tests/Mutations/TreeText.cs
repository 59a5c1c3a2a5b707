using System.Security.Cryptography;
using System.Text;

namespace Esb.Docker.Tests.Mutations;

/// <summary>
/// All that an image could have of a folder or file, as text: paths, permissions, links, contents; no times.
/// </summary>
internal static class TreeText
{
    public static string Of(string path)
    {
        var text = new StringBuilder();
        Add(text, new DirectoryInfo(path) is { Exists: true } folder ? folder : new FileInfo(path), "");
        return text.ToString();
    }

    private static void Add(StringBuilder text, FileSystemInfo entry, string path)
    {
        text.Append(path).Append(' ').Append(entry.LinkTarget ?? Convert.ToString((int)entry.UnixFileMode, 8));
        text.Append(' ').Append(Digest(entry)).Append('\n');
        if (entry is not DirectoryInfo folder || entry.LinkTarget is not null)
            return;

        foreach (var child in folder.EnumerateFileSystemInfos().OrderBy(static f => f.Name, StringComparer.Ordinal))
            Add(text, child, $"{path}/{child.Name}");
    }

    // A pipe would be waited for.
    private static string Digest(FileSystemInfo entry) =>
        entry is FileInfo { LinkTarget: null, Length: > 0 } file
            ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file.FullName)))
            : "";
}
