namespace Esb.Build.Files;

/// <summary>Writes files that Esb.Sdk makes: whole or not at all, and only when they differ.</summary>
public static class GeneratedFile
{
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

    private static bool IsEqual(string path, ReadOnlySpan<byte> content)
    {
        var info = new FileInfo(path);
        return info.Exists && info.Length == content.Length && content.SequenceEqual(File.ReadAllBytes(path));
    }
}
