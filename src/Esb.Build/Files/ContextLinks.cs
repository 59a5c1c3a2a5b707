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
    private const int DigestLength = 16;

    /// <summary>
    /// Name of the link to an image's main context: 16 hexadecimal digits. Images that are sent the same folders share
    /// it, so that what they have in common is sent once.
    /// </summary>
    /// <param name="epoch">Id of the <see cref="TransferEpoch"/>.</param>
    /// <param name="contexts">
    /// Names and absolute folders of all that is sent, in a fixed order: BuildKit files the named contexts and the
    /// Dockerfile's folder under the main context's name as well.
    /// </param>
    public static string NameOf(string epoch, IEnumerable<KeyValuePair<string, string>> contexts)
    {
        var text = new StringBuilder(epoch);
        foreach (var (name, folder) in contexts)
            text.Append('\0').Append(name).Append('\0').Append(folder);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..DigestLength];
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
