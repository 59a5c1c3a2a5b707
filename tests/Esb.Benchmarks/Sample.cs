using System.Diagnostics;
using System.Runtime.InteropServices;
using Esb.Testing;

namespace Esb.Benchmarks;

/// <summary>One run of a program: wall clock and processor time of it and all it started, in milliseconds.</summary>
internal sealed partial record Sample(double Wall, double Processor)
{
    private const int Children = -1;

    /// <exception cref="InvalidOperationException">The program failed: its time would mean nothing.</exception>
    public static Sample Run(
        string folder,
        IReadOnlyDictionary<string, string> environment,
        string program,
        params IReadOnlyList<string> arguments)
    {
        var before = ProcessorTime();
        var watch = Stopwatch.StartNew();
        var result = ProgramRun.Run(folder, environment, program, arguments);
        var wall = watch.Elapsed.TotalMilliseconds;
        return result.Succeeded
            ? new(wall, ProcessorTime() - before)
            : throw new InvalidOperationException($"{program} failed\n{result.Output}\n{result.Error}");
    }

    private static double ProcessorTime()
    {
        _ = GetResourceUsage(Children, out var usage);
        return ((usage.UserSeconds + usage.SystemSeconds) * 1000.0)
            + ((usage.UserMicroseconds + usage.SystemMicroseconds) / 1000.0);
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetResourceUsage(int who, out ResourceUsage usage);

    // struct rusage of Linux: two times, then fourteen longs that are not read here.
    [StructLayout(LayoutKind.Sequential, Size = 144)]
    private struct ResourceUsage
    {
        public long UserSeconds;
        public long UserMicroseconds;
        public long SystemSeconds;
        public long SystemMicroseconds;
    }
}
