using System.Globalization;

namespace Esb.Benchmarks;

/// <summary>
/// Waits until the machine has nothing else to do: an engine tidies up for seconds after a large build, and that must
/// not be counted to what is measured next.
/// </summary>
internal static class QuietMachine
{
    private const double Idle = 0.9;
    private static readonly TimeSpan Span = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public static void Await()
    {
        if (!OperatingSystem.IsLinux())
            return;

        var before = Read();
        for (var waited = TimeSpan.Zero; waited < Longest; waited += Span)
        {
            Thread.Sleep(Span);
            var now = Read();
            if (now.Idle - before.Idle >= Idle * (now.All - before.All))
                return;

            before = now;
        }
    }

    // cpu  user nice system idle iowait irq softirq steal …, in ticks of all processors.
    private static (double Idle, double All) Read()
    {
        var ticks = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(static t => double.Parse(t, CultureInfo.InvariantCulture)).ToList();
        return (ticks[3], ticks.Sum());
    }
}
