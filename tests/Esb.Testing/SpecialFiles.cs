using System.Net.Sockets;
using System.Runtime.Versioning;

namespace Esb.Testing;

/// <summary>Files that wait for somebody when they are opened.</summary>
[UnsupportedOSPlatform("windows")]
public static class SpecialFiles
{
    public static IReadOnlyList<string> Kinds { get; } = ["pipe", "socket", "device", "link to a pipe"];

    /// <returns>The absolute path of a new one.</returns>
    public static string Make(TemporaryFolder folder, string kind)
    {
        var path = folder[kind.Replace(' ', '-')];
        switch (kind)
        {
            case "socket":
                using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
                {
                    // .NET deletes the file with the socket, by the name that it was bound to.
                    socket.Bind(new UnixDomainSocketEndPoint(path + "0"));
                    File.Move(path + "0", path);
                }

                break;
            case "device":
                File.CreateSymbolicLink(path, "/dev/zero");
                break;
            case "link to a pipe":
                File.CreateSymbolicLink(path, Make(folder, "pipe"));
                break;
            default:
                ProgramRun.Must(folder.Root, "mkfifo", path);
                break;
        }

        return path;
    }
}
