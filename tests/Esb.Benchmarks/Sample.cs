using System.Diagnostics;
using System.Globalization;
using Esb.Testing;

namespace Esb.Benchmarks;

/// <summary>One run of a program and of all that it starts; not of the engine, which works for everybody.</summary>
/// <param name="Wall">Milliseconds.</param>
/// <param name="Processor">Milliseconds, of all its processes.</param>
/// <param name="Memory">Most that one of its processes held, in megabytes.</param>
internal sealed record Sample(double Wall, double Processor, double Memory, bool Succeeded)
{
    private const double Kilo = 1024;

    /// <summary>A run that fails is said, and does not end the measuring: raw bake is known to.</summary>
    /// <exception cref="InvalidOperationException">There is no <c>time</c>.</exception>
    public static Sample Run(
        string folder,
        IReadOnlyDictionary<string, string> environment,
        string program,
        params IReadOnlyList<string> arguments)
    {
        // GNU time, because .NET says nothing of the memory of a process that has ended.
        var usage = Path.GetTempFileName();
        try
        {
            var watch = Stopwatch.StartNew();
            var result = ProgramRun.Run(
                folder, environment, "time", ["--format=%U %S %M", "--output=" + usage, program, .. arguments]);
            var wall = watch.Elapsed.TotalMilliseconds;
            if (!result.Succeeded)
            {
                Console.Error.WriteLine($"{program} {string.Join(' ', arguments)} failed");
                Console.Error.WriteLine($"{End(result.Output)}\n{End(result.Error)}");
            }

            return Parse(File.ReadAllLines(usage), wall) with { Succeeded = result.Succeeded };
        }
        finally
        {
            File.Delete(usage);
        }
    }

    // Where the program failed, the first line says so.
    private static Sample Parse(string[] lines, double wall)
    {
        if (lines.Length == 0)
            throw new InvalidOperationException("GNU time is missing: apt-get install time");

        var words = lines[^1].Split(' ');
        return new(wall, (Number(words[0]) + Number(words[1])) * 1000, Number(words[2]) / Kilo, Succeeded: true);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string End(string text) => text.Length > 1000 ? "…" + text[^1000..] : text;
}
