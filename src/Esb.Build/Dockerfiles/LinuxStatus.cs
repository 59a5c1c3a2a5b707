using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Esb.Build.Dockerfiles;

/// <summary>
/// Linux's <c>statx</c>: one layout on all architectures, and all that .NET does not tell (inode, ctime, pipes and
/// devices), in one call a file.
/// </summary>
internal static partial class LinuxStatus
{
    private const int CurrentFolder = -100;
    private const int DoNotFollow = 0x100;
    private const int OfHandle = 0x1000;
    private const uint BasicFields = 0x7FF;
    private const int NoSuchFile = 2;
    private const int NotAFolder = 20;
    private const long Second = 1_000_000_000;

    /// <summary>Whether this C library and kernel have the call.</summary>
    public static bool IsThere { get; } = OperatingSystem.IsLinux() && Answers();

    /// <inheritdoc cref="FileStatus.Read"/>
    public static FileStatus? Read(string path, bool isFollowed)
    {
        Span<byte> answer = stackalloc byte[256];
        ref var start = ref MemoryMarshal.GetReference(answer);
        if (StatX(CurrentFolder, path, isFollowed ? 0 : DoNotFollow, BasicFields, ref start) == 0)
            return Parse(answer);

        var error = Marshal.GetLastPInvokeError();
        return error is NoSuchFile or NotAFolder
            ? null
            : throw new IOException(Marshal.GetPInvokeErrorMessage(error) + ".", error);
    }

    /// <summary>The status of an open file, whatever its path means by now.</summary>
    public static FileStatus? Read(SafeFileHandle file)
    {
        Span<byte> answer = stackalloc byte[256];
        return StatX(file, "", OfHandle, BasicFields, ref MemoryMarshal.GetReference(answer)) == 0
            ? Parse(answer)
            : null;
    }

    private static FileStatus Parse(ReadOnlySpan<byte> answer)
    {
        var device = ((ulong)MemoryMarshal.Read<uint>(answer[136..]) << 32) | MemoryMarshal.Read<uint>(answer[140..]);
        var identity = new FileIdentity(device, MemoryMarshal.Read<ulong>(answer[32..]), Time(answer[96..]));
        return new(MemoryMarshal.Read<ushort>(answer[28..]), MemoryMarshal.Read<long>(answer[40..]),
            Time(answer[112..]), identity);
    }

    private static long Time(ReadOnlySpan<byte> time) =>
        (MemoryMarshal.Read<long>(time) * Second) + MemoryMarshal.Read<uint>(time[8..]);

    private static bool Answers()
    {
        try
        {
            return Read("/", isFollowed: false) is not null;
        }
        catch (Exception e) when (e is TypeLoadException or IOException)
        {
            return false; // a C library or kernel from before 2018, one with another name, a sandbox that forbids it
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int StatX(int folder, string path, int flags, uint mask, ref byte answer);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int StatX(SafeFileHandle file, string path, int flags, uint mask, ref byte answer);
}
