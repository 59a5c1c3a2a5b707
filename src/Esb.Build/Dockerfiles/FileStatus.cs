using System.Runtime.InteropServices;
using Esb.Build.Files;

namespace Esb.Build.Dockerfiles;

/// <summary>
/// What a file system says of a file without opening it. A changed file has another status, unless it changed within
/// one tick of the file system's clock.
/// </summary>
/// <param name="Mode">Type and permission bits as in Unix (<c>st_mode</c>); made up where the system has none.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">Last change of the content, nanoseconds since 1970; anybody may set it to anything.</param>
/// <param name="Identity">What nobody can set.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FileStatus(ushort Mode, long Size, long Modified, FileIdentity Identity)
{
    private const int Permissions = 0xFFF;
    private const int TypeMask = 0xF000;
    private const int PipeType = 0x1000;
    private const int FolderType = 0x4000;
    private const int FileType = 0x8000;
    private const int LinkType = 0xA000;

    public ContextEntryKind Kind => (Mode & TypeMask) switch
    {
        FolderType => ContextEntryKind.Folder,
        FileType => ContextEntryKind.File,
        LinkType => ContextEntryKind.Link,
        _ => ContextEntryKind.Special,
    };

    /// <summary>Whether <see cref="Identity"/> is known; where not, an equal status proves nothing.</summary>
    public bool IsExact => Identity.Inode != 0;

    /// <summary>Asks about a path; a link is not followed.</summary>
    /// <param name="path">Absolute.</param>
    /// <returns><see langword="null"/> when nothing is there.</returns>
    /// <exception cref="IOException">The system does not say; the message has its reason.</exception>
    public static FileStatus? Read(string path) =>
        LinuxStatus.IsThere ? LinuxStatus.Read(path, isFollowed: false) : Portable(new FileInfo(path));

    /// <summary>The same for what links lead to.</summary>
    /// <param name="path">Absolute.</param>
    /// <exception cref="IOException">As for <see cref="Read"/>.</exception>
    public static FileStatus? ReadTarget(string path)
    {
        if (LinuxStatus.IsThere)
            return LinuxStatus.Read(path, isFollowed: true);

        var file = new FileInfo(path);
        return Portable(file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) ?? file);
    }

    internal static FileStatus? Portable(FileSystemInfo file)
    {
        // Read once: the properties below then speak of one moment.
        file.Refresh();
        var attributes = file.Attributes;
        if ((int)attributes == -1)
            return null;

        var type = attributes.HasFlag(FileAttributes.ReparsePoint) ? LinkType
            : attributes.HasFlag(FileAttributes.Directory) ? FolderType
            : SpecialFile.Is(file.FullName) ? PipeType
            : FileType;
        var mode = type | (OperatingSystem.IsWindows() ? 0x1ED : (int)file.UnixFileMode & Permissions);
        var size = type == FileType ? ((FileInfo)file).Length : 0;
        var modified = (file.LastWriteTimeUtc - DateTime.UnixEpoch).Ticks * 100;
        return new((ushort)mode, size, modified, default);
    }
}

/// <summary>Which file it is, and when its content or status last changed.</summary>
/// <param name="Inode">0 where the system does not tell.</param>
/// <param name="Changed"><c>ctime</c>, nanoseconds since 1970.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct FileIdentity(ulong Device, ulong Inode, long Changed);
