using System.Runtime.InteropServices;

namespace Esb.Build.Dockerfiles;

/// <summary>
/// .NET tells a pipe or a device from a file nowhere; Linux's <c>statx</c> does, in one layout on all architectures.
/// </summary>
internal static partial class SpecialFile
{
    private const int DoNotFollow = 0x100;
    private const int CurrentFolder = -100;
    private const uint TypeOnly = 1;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;

    public static bool Is(string path)
    {
        if (!OperatingSystem.IsLinux())
            return false;

        Span<byte> result = stackalloc byte[256];
        return Ask(path, result) && (MemoryMarshal.Read<ushort>(result[ModeOffset..]) & TypeMask) != RegularFile;
    }

    private static bool Ask(string path, Span<byte> result)
    {
        try
        {
            return StatX(CurrentFolder, path, DoNotFollow, TypeOnly, ref MemoryMarshal.GetReference(result)) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            return false; // a C library from before 2018
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int StatX(int folder, string path, int flags, uint mask, ref byte result);
}
