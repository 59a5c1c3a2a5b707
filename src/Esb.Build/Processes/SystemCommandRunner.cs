using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Esb.Build.Processes;

/// <summary>Runs real programs. The only place in Esb.Sdk that starts a process.</summary>
public sealed class SystemCommandRunner : ICommandRunner
{
    public static SystemCommandRunner Instance { get; } = new();

    public CommandResult Run(Command command, Action<string, bool>? onLine, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            return new(CommandEnd.Cancelled, -1, "", "");

        if (ProgramPath.Find(command.Program, command.Directory, command.Environment) is not { } program)
            return new(CommandEnd.NotFound, -1, "", "");

        using var process = new Process { StartInfo = StartInfo(command, program) };
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            return new(CommandEnd.NotFound, -1, "", e.Message);
        }

        return Await(process, command, onLine, cancellation);
    }

    private static CommandResult Await(
        Process process, Command command, Action<string, bool>? onLine, CancellationToken cancellation)
    {
        // Bake would otherwise be able to wait for an answer to a question that nobody sees.
        process.StandardInput.Close();

        var output = new StringBuilder();
        var error = new StringBuilder();
        var gate = new Lock();
        var reading = Task.WhenAll(
            Task.Run(() => Pump(process.StandardOutput, isError: false, output, onLine, gate), CancellationToken.None),
            Task.Run(() => Pump(process.StandardError, isError: true, error, onLine, gate), CancellationToken.None));

        using var timeout = new CancellationTokenSource(command.Timeout ?? System.Threading.Timeout.InfiniteTimeSpan);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        var end = CommandEnd.Exited;
        try
        {
            // Both pipes at their end is how a program says that it and its children are done with us.
            process.WaitForExitAsync(either.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            end = cancellation.IsCancellationRequested ? CommandEnd.Cancelled : CommandEnd.TimedOut;
            ProcessEnd.Stop(process, end == CommandEnd.Cancelled ? command.Grace : TimeSpan.Zero);
        }

        // A grandchild that keeps a pipe open after its parent's end must not hold the build.
        reading.Wait(TimeSpan.FromSeconds(5), CancellationToken.None);
        lock (gate)
            return new(end, end == CommandEnd.Exited ? process.ExitCode : -1, output.ToString(), error.ToString());
    }

    private static void Pump(StreamReader stream, bool isError, StringBuilder kept, Action<string, bool>? onLine, Lock gate)
    {
        while (stream.ReadLine() is { } line)
        {
            lock (gate)
            {
                if (onLine is null)
                    kept.Append(line).Append('\n');
                else
                    onLine(line, isError);
            }
        }
    }

    private static ProcessStartInfo StartInfo(Command command, string program)
    {
        var info = new ProcessStartInfo(program, command.Arguments)
        {
            WorkingDirectory = command.Directory,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardErrorEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        info.Environment.Clear();
        foreach (var (name, value) in command.Environment)
            info.Environment[name] = value;
        return info;
    }
}
