using System.Security.Cryptography;

namespace Esb.Build.Files;

/// <summary>
/// A random value of this working copy, mixed into digests of secrets so that nobody can find a secret by trying likely
/// ones. It never leaves the state folder.
/// </summary>
public static class Salt
{
    private const int Length = 32;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Reads the salt, and makes it where there is none. Two builds at once get the same.</summary>
    /// <param name="path">Absolute.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static byte[] Read(string path)
    {
        if (TryRead(path) is { } known)
            return known;

        // A rename that spares an existing file is two steps in .NET: only a lock makes the two one.
        var gate = Path.Combine(Path.GetDirectoryName(path)!, "locks", Path.GetFileName(path) + ".lock");
        using var held = FileLock.Take(gate, "a build that makes the salt", Patience, null, CancellationToken.None)
            ?? throw new IOException($"'{path}' is being made by a build that does not end.");
        if (TryRead(path) is null)
            Write(path);
        return TryRead(path) ?? throw new IOException($"'{path}' cannot be read back.");
    }

    private static void Write(string path)
    {
        var temporary = $"{path}.{Path.GetRandomFileName()}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(temporary, options))
            stream.Write(RandomNumberGenerator.GetBytes(Length));
        File.Move(temporary, path, overwrite: true);
    }

    private static byte[]? TryRead(string path) =>
        File.Exists(path) && File.ReadAllBytes(path) is { Length: Length } salt ? salt : null;
}
