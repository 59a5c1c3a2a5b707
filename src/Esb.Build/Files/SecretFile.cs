namespace Esb.Build.Files;

/// <summary>
/// The file of a build secret, read in this one place: at most what BuildKit takes, and never a pipe, whose content
/// would be gone when BuildKit comes for it.
/// </summary>
public static class SecretFile
{
    private const int MaximumLength = 500 * 1024; // BuildKit's own limit

    /// <param name="path">Absolute; links are followed.</param>
    /// <returns>The content, or the end of a sentence about the file that says why there is none.</returns>
    public static (byte[]? Content, string Problem) Read(string path)
    {
        if (Directory.Exists(path))
            return (null, "is a folder");
        if (SpecialFile.Is(path))
            return (null, "is no regular file, and a secret is read more than once");

        try
        {
            using var file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            var content = new byte[MaximumLength + 1];
            var length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return length > MaximumLength
                ? (null, "is larger than BuildKit's limit of 500 KiB")
                : (content[..length], "");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, "does not exist");
        }
        catch (UnauthorizedAccessException)
        {
            return (null, "cannot be read by this user");
        }
        catch (IOException e)
        {
            return (null, $"cannot be read ({e.Message.TrimEnd('.')})");
        }
    }
}
