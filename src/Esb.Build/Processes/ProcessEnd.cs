using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Esb.Build.Processes;

/// <summary>Ends a program that was started, gently first, and never leaves a part of it behind.</summary>
internal static partial class ProcessEnd
{
    private const int Sigint = 2;

    /// <summary>
    /// SIGINT, then as long as <paramref name="grace"/> to clean up, then SIGKILL for it and all that it started.
    /// </summary>
    public static void Stop(Process process, TimeSpan grace)
    {
        try
        {
            // docker passes SIGINT on to its plugin, which tells the builder; a kill would leave that to chance.
            if (!OperatingSystem.IsWindows() && grace > TimeSpan.Zero && Kill(process.Id, Sigint) == 0
                && process.WaitForExit(grace))
            {
                return;
            }

            process.Kill(entireProcessTree: true);
            process.WaitForExit(TimeSpan.FromSeconds(5));
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself in the meantime, which is what was wanted.
        }
        catch (Exception e) when (e is Win32Exception or AggregateException)
        {
            // One of its children may not be killed by us (it changed its user): the others are dead.
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int processId, int signal);
}
