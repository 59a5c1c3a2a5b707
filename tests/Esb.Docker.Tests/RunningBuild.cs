using System.Diagnostics;
using Esb.Testing;

namespace Esb.Docker.Tests;

/// <summary>A <c>dotnet build</c> that one can send signals to while it runs.</summary>
internal sealed class RunningBuild : IDisposable
{
    /// <summary>With what the files begin that calls of bake read.</summary>
    public const string BakeCalls = "obj/esb/images.proj/.bake-call-";

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    public RunningBuild(DockerFolder folder, params string[] arguments)
        : this(folder, "images.proj", arguments)
    {
    }

    public RunningBuild(DockerFolder folder, string project, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["build", project, "-tl:off", .. arguments])
        {
            WorkingDirectory = folder.Files.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment.Clear();
        foreach (var (name, value) in folder.Files.Environment)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    public string Output => _output.GetAwaiter().GetResult() + _error.GetAwaiter().GetResult();

    public int ExitCode => _process.ExitCode;

    /// <summary>Command lines of all processes of this machine that hold a text; words apart by blanks.</summary>
    public static IReadOnlyList<(int Id, string Line)> ProcessesWith(string text)
    {
        var found = new List<(int, string)>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var id) && id != Environment.ProcessId
                && CommandLine(folder) is var line && line.Contains(text, StringComparison.Ordinal))
            {
                found.Add((id, line));
            }
        }

        return found;
    }

    /// <param name="signal">Without SIG.</param>
    public static void Send(string signal, int process) =>
        ProgramRun.Must(Path.GetTempPath(), "kill", $"-{signal}", $"{process}");

    public void Send(string signal) => Send(signal, _process.Id);

    /// <summary>Unless it has ended by itself in this moment.</summary>
    public void SendIfRunning(string signal)
    {
        var kill = ProgramRun.Run(Path.GetTempPath(), "kill", $"-{signal}", $"{_process.Id}");
        Assert.That(kill.Succeeded || EndsWithin(TimeSpan.FromSeconds(1)), Is.True, kill.Error);
    }

    /// <summary>Ends the calls of bake that builds in a folder have left, as a power cut would.</summary>
    public static void KillBakes(SdkFolder folder) => Kill(folder[BakeCalls]);

    /// <summary>Ends all processes that have a text in their command line.</summary>
    public static void Kill(string text)
    {
        foreach (var (id, _) in ProcessesWith(text))
            ProgramRun.Run(Path.GetTempPath(), "kill", "-KILL", $"{id}");
    }

    /// <summary>Waits for builds that run at once.</summary>
    public static void AllSucceed(IReadOnlyList<RunningBuild> builds, TimeSpan limit)
    {
        try
        {
            foreach (var build in builds)
            {
                Assert.That(build.EndsWithin(limit), Is.True);
                Assert.That(build.ExitCode, Is.Zero, build.Output);
            }
        }
        finally
        {
            foreach (var build in builds)
                build.Dispose();
        }
    }

    public bool EndsWithin(TimeSpan limit) => _process.WaitForExit(limit);

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string CommandLine(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ');
        }
        catch (IOException)
        {
            return ""; // It has ended in the meantime.
        }
    }
}
