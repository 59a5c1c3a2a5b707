using System.Runtime.InteropServices;

namespace Esb.Build.Files;

/// <summary>
/// Pipes, sockets and devices: whoever opens one may wait for ever, or read without end, and .NET calls them files.
/// </summary>
public static partial class SpecialFile
{
    private const int TypeMask = 0xF000;
    private const int FolderType = 0x4000;
    private const int FileType = 0x8000;
    private const int ModeAt = 4;

    /// <summary>Asks without opening; links are followed.</summary>
    /// <param name="path">Absolute.</param>
    /// <returns>False too for what is not there, and where the system does not tell.</returns>
    public static bool Is(string path) => !OperatingSystem.IsWindows() && IsOfUnix(path);

    private static bool IsOfUnix(string path)
    {
        Span<byte> answer = stackalloc byte[256];
        try
        {
            return Stat(path, ref MemoryMarshal.GetReference(answer)) == 0
                && (MemoryMarshal.Read<int>(answer[ModeAt..]) & TypeMask) is not (FolderType or FileType);
        }
        catch (TypeLoadException)
        {
            return false; // another runtime, without this function
        }
    }

    // .NET's own, which gives the type bits of Unix in one layout on all systems; what is public of it leaves them out.
    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_Stat", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Stat(string path, ref byte answer);
}
