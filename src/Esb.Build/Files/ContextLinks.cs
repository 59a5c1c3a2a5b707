using System.Security.Cryptography;
using System.Text;

namespace Esb.Build.Files;

/// <summary>
/// Links that give build contexts names of their own. BuildKit keeps what it was sent by the last part of the main
/// context's path, as written, and compares new files with it only by size, permissions and time stamp: two folders
/// named <c>src</c> get each other's files where these agree, as they do in every unpacked archive of a commit.
/// </summary>
public static class ContextLinks
{
    // A file name has 255 bytes; the digest says the rest of the target's name.
    private const int TargetLength = 64;
    private const int DigestLength = 16;

    /// <summary>Name of the link to an image's main context; ASCII: some builders refuse others.</summary>
    /// <param name="target">The image's bake target, <c>[a-zA-Z0-9_-]+</c>.</param>
    /// <param name="contexts">Names and absolute folders of all its local contexts, in a fixed order.</param>
    public static string NameOf(
        TransferEpoch epoch, string target, IEnumerable<KeyValuePair<string, string>> contexts)
    {
        // All contexts: BuildKit files the named ones under the main context's name as well.
        var text = new StringBuilder(epoch.Id).Append('\0').Append(target);
        foreach (var (name, folder) in contexts)
            text.Append('\0').Append(name).Append('\0').Append(folder);
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        return $"{target[..Math.Min(target.Length, TargetLength)]}-{digest[..DigestLength]}";
    }

    /// <summary>Makes <paramref name="link"/> lead to <paramref name="folder"/>; both absolute.</summary>
    /// <exception cref="IOException">It cannot be made; on Windows links need the developer mode.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static void Write(string link, string folder)
    {
        var present = new DirectoryInfo(link).LinkTarget;
        if (folder.Equals(present, StringComparison.Ordinal))
            return;

        if (present is not null)
            Delete(link);
        Directory.CreateDirectory(Path.GetDirectoryName(link)!);
        Directory.CreateSymbolicLink(link, folder);
    }

    /// <summary>
    /// Removes all links in <paramref name="folder"/>, never what they lead to. They are not kept between builds:
    /// whoever walks the tree and follows links would come into a circle.
    /// </summary>
    /// <param name="folder">Absolute; need not exist.</param>
    /// <exception cref="IOException">One cannot be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">One may not be removed.</exception>
    public static void Remove(string folder)
    {
        var links = new DirectoryInfo(folder);
        if (!links.Exists)
            return;

        foreach (var link in links.EnumerateFileSystemInfos())
        {
            if (link.LinkTarget is not null)
                Delete(link.FullName);
        }
    }

    // A link to a folder that is gone is a file to .NET, but on Windows still a folder to the system.
    private static void Delete(string link)
    {
        if (OperatingSystem.IsWindows())
            Directory.Delete(link);
        else
            File.Delete(link);
    }
}
