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
        Write(process.StandardInput, command.Input);
        using var timeout = new CancellationTokenSource(command.Timeout ?? Timeout.InfiniteTimeSpan);
        using var broken = new CancellationTokenSource();
        using var any = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token, broken.Token);
        var pipes = new ProcessPipes(process, command.HasBinaryOutput, onLine, broken);
        var end = CommandEnd.Exited;
        try
        {
            process.WaitForExitAsync(any.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            end = cancellation.IsCancellationRequested ? CommandEnd.Cancelled : CommandEnd.TimedOut;
            ProcessEnd.Stop(process, end == CommandEnd.Cancelled ? command.Grace : TimeSpan.Zero);
        }

        // A grandchild that keeps a pipe open after its parent's end must not hold the build.
        pipes.Close(TimeSpan.FromSeconds(5));
        return new(end, end == CommandEnd.Exited ? process.ExitCode : -1, pipes.Output, pipes.Error)
        {
            Bytes = pipes.Bytes,
        };
    }

    // Always closed: bake would otherwise be able to wait for an answer to a question that nobody sees.
    private static void Write(StreamWriter stream, string input)
    {
        try
        {
            stream.Write(input);
            stream.Close();
        }
        catch (IOException)
        {
            // It has ended, or closed its input, before it read all; its exit code says what that means.
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
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardErrorEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        info.Environment.Clear();
        foreach (var (name, value) in command.Environment)
            info.Environment[name] = value;
        return info;
    }
}
