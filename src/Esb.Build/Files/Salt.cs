using System.Security.Cryptography;

namespace Esb.Build.Files;

/// <summary>
/// A random value of this working copy, mixed into digests of secrets so that nobody can find a secret by trying likely
/// ones. It never leaves the state folder.
/// </summary>
public static class Salt
{
    private const int Length = 32;

    /// <summary>Reads the salt, and makes it where there is none. Two builds at once get the same.</summary>
    /// <param name="path">Absolute.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static byte[] Read(string path)
    {
        if (TryRead(path) is { } known)
            return known;

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Path.GetRandomFileName()}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(temporary, options))
            stream.Write(RandomNumberGenerator.GetBytes(Length));

        try
        {
            // Not over a whole one: another build may have been faster, and its salt may be in use already.
            File.Move(temporary, path, overwrite: File.Exists(path) && TryRead(path) is null);
        }
        catch (IOException) when (TryRead(path) is not null)
        {
            File.Delete(temporary);
        }

        return TryRead(path) ?? throw new IOException($"'{path}' cannot be read back.");
    }

    private static byte[]? TryRead(string path) =>
        File.Exists(path) && File.ReadAllBytes(path) is { Length: Length } salt ? salt : null;
}
