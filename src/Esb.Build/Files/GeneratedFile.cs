using System.Runtime.Versioning;

namespace Esb.Build.Files;

/// <summary>Writes files that Esb.Sdk makes: whole or not at all, and only when they differ.</summary>
public static class GeneratedFile
{
    private const UnixFileMode OfFile =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executed =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>
    /// Makes <paramref name="path"/> hold exactly <paramref name="content"/>. An equal file keeps its time stamp, so
    /// that nothing that depends on it is built again; a killed build leaves the old file or the new one, never a part.
    /// </summary>
    /// <param name="path">Absolute; missing folders are made.</param>
    /// <returns>Whether the file was written.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static bool Write(string path, ReadOnlySpan<byte> content)
    {
        if (IsEqual(path, content))
            return false;

        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        // In the same folder, so that the rename stays in one file system; a name of its own, so that two builds do not
        // share it.
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
                stream.Write(content);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        return true;
    }

    /// <summary>
    /// The same for what images are made of. Copied files keep their permissions, so that the user of an image can read
    /// this one whatever the <c>umask</c> of the build is, and the image is the same in all clones.
    /// </summary>
    /// <returns>Whether the file was written; not where only its permissions were wrong.</returns>
    /// <inheritdoc cref="Write"/>
    public static bool WriteForImages(string path, ReadOnlySpan<byte> content)
    {
        var isNew = Write(path, content);
        OpenToImages(path);
        return isNew;
    }

    /// <summary>
    /// Lets everybody read the file and look into its folder, which is one of Esb.Sdk's own. What belongs to another
    /// user, or lies where there are no permissions, stays as it is.
    /// </summary>
    /// <param name="path">Absolute.</param>
    public static void OpenToImages(string path)
    {
        if (OperatingSystem.IsWindows())
            return;

        // A group may write into a folder that it shares; of the file every bit is in the image.
        SetMode(Path.GetDirectoryName(path)!, static mode => mode | OfFile | Executed);
        SetMode(path, static _ => OfFile);
    }

    [UnsupportedOSPlatform("windows")]
    private static void SetMode(string path, Func<UnixFileMode, UnixFileMode> change)
    {
        try
        {
            // Asked before, because to set even the same mode makes the file a changed one.
            var mode = File.GetUnixFileMode(path);
            if (change(mode) != mode)
                File.SetUnixFileMode(path, change(mode));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A build that can read the file can go on with it.
        }
    }

    private static bool IsEqual(string path, ReadOnlySpan<byte> content)
    {
        var info = new FileInfo(path);
        return info.Exists && info.Length == content.Length && content.SequenceEqual(File.ReadAllBytes(path));
    }
}
