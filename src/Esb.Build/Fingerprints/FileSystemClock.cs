using System.Runtime.InteropServices;
using Esb.Build.Dockerfiles;

namespace Esb.Build.Fingerprints;

/// <summary>
/// What time a file system thinks it is: its stamps come from there, and a network file system's clock is another
/// machine's.
/// </summary>
/// <param name="Time">Nanoseconds since 1970.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileSystemClock(ulong Device, long Time)
{
    // Linux stamps files with the time of its last tick, which is 10 ms at most (CONFIG_HZ=100); twice that, because a
    // tick may come late.
    private const long Tick = 20_000_000;

    // Another file system may count in two seconds, as FAT does.
    private const long CoarseTick = 3_000_000_000;

    /// <summary>Asks by making a file.</summary>
    /// <param name="folder">Absolute; made if it is not there.</param>
    /// <exception cref="IOException">No file can be made.</exception>
    /// <exception cref="UnauthorizedAccessException">No file may be made.</exception>
    public static FileSystemClock Read(string folder)
    {
        Directory.CreateDirectory(folder);
        var probe = Path.Join(folder, $".{Path.GetRandomFileName()}.tmp");
        File.WriteAllBytes(probe, []);
        try
        {
            var status = FileStatus.Read(probe);
            return status is null ? default : new(status.Value.Identity.Device, status.Value.Identity.Changed);
        }
        finally
        {
            File.Delete(probe);
        }
    }

    /// <summary>
    /// Whether a file that changes from now on is sure to get another time stamp than it has; git's "racily clean"
    /// otherwise.
    /// </summary>
    public bool IsSettled(FileStatus status)
    {
        var before = Time - (status.Identity.Device == Device ? Tick : CoarseTick);
        return status.IsExact && status.Modified < before && status.Identity.Changed < before;
    }
}
