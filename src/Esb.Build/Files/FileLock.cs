using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Esb.Build.Files;

/// <summary>
/// A lock across processes and across the projects of one process. It is the operating system's lock on an open file,
/// so it ends with the process that holds it, however that dies; the file itself stays and holds a note of who has it.
/// </summary>
public sealed class FileLock : IDisposable
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Waits until the lock is free.</summary>
    /// <param name="path">Absolute path of the lock file; missing folders are made.</param>
    /// <param name="holder">One line that tells other waiters who has the lock.</param>
    /// <param name="timeout">How long to wait at most.</param>
    /// <param name="onWait">Called once, before waiting, with the note of the holder.</param>
    /// <returns>The lock, or <see langword="null"/> when it was not free in time.</returns>
    /// <exception cref="OperationCanceledException">The build was cancelled while it waited.</exception>
    /// <exception cref="IOException">The lock file cannot be made, or the note cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The lock file is somebody else's.</exception>
    public static FileLock? Take(
        string path, string holder, TimeSpan timeout, Action<string>? onWait, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var waited = Stopwatch.StartNew();
        for (var first = true; ; first = false)
        {
            var file = TryOpen(path);
            if (file is not null)
                return Held(file, holder);

            if (first)
                onWait?.Invoke(HolderOf(path));
            if (waited.Elapsed >= timeout)
                return null;
            if (cancellation.WaitHandle.WaitOne(Pause))
                throw new OperationCanceledException(cancellation);
        }
    }

    /// <summary>
    /// The note that the present or last holder left, and since when: <c>process 4711, … since 12 s</c>; empty when
    /// there is none.
    /// </summary>
    public static string HolderOf(string path)
    {
        try
        {
            // Beside the lock, which on Windows nobody else could read; a note that cannot be read is not worth an
            // error.
            var lines = File.ReadAllLines(path + ".holder", Encoding.UTF8);
            return lines switch
            {
                [] => "",
                [var holder, var time, ..] => holder + Since(time),
                [var holder] => holder,
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    public void Dispose() => _file.Dispose();

    // A clock that was set back says nothing.
    private static string Since(string time)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTime.TryParseExact(time, TimeFormat, CultureInfo.InvariantCulture, Utc, out var start))
            return "";

        var seconds = (TimeProvider.System.GetUtcNow().UtcDateTime - start).TotalSeconds;
        return seconds < 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" since {seconds:0} s");
    }

    private static FileLock Held(FileStream file, string holder)
    {
        try
        {
            var time = TimeProvider.System.GetUtcNow().ToString(TimeFormat, CultureInfo.InvariantCulture);
            GeneratedFile.Write(file.Name + ".holder", Encoding.UTF8.GetBytes($"{holder}\n{time}\n"));
            return new(file);
        }
        catch
        {
            // Nobody would get the lock before the garbage collector came by.
            file.Dispose();
            throw;
        }
    }

    /// <summary>The bare lock, which is free again when the file is closed, without a note of the holder.</summary>
    /// <param name="path">Absolute; its folder is there.</param>
    /// <returns><see langword="null"/> where somebody else has it.</returns>
    /// <exception cref="IOException">The file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It is somebody else's.</exception>
    internal static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException e) when (IsHeldByOther(e))
        {
            return null;
        }
    }

    // EWOULDBLOCK (Linux 11, macOS 35) and ERROR_SHARING_VIOLATION; a full disk or a missing folder must not look like
    // a held lock.
    private static bool IsHeldByOther(IOException e) =>
        OperatingSystem.IsWindows() ? (e.HResult & 0xFFFF) == 32 : e.HResult is 11 or 35;
}
