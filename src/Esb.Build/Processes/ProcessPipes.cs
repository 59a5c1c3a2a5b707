using System.Buffers;
using System.Diagnostics;
using System.Text;

namespace Esb.Build.Processes;

/// <summary>
/// Reads both outputs of a program while it runs. On threads of their own: a pool of two threads, as a small machine
/// has it, would add half a second to programs that run side by side.
/// </summary>
internal sealed class ProcessPipes
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly Action<string, bool>? _onLine;
    private readonly Task _reading;
    private bool _closed;

    /// <param name="broken">Cancelled when the listener throws, so that nobody waits for a program that nobody listens
    /// to.</param>
    public ProcessPipes(Process process, bool binary, Action<string, bool>? onLine, CancellationTokenSource broken)
    {
        _onLine = onLine;
        _reading = Task.WhenAll(
            Start(() => Read(process.StandardOutput, binary), broken),
            Start(() => Pump(process.StandardError, isError: true), broken));
    }

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenCount == 0 ? default : _bytes.WrittenMemory;

    /// <summary>
    /// Waits for the rest of both outputs; what comes later than <paramref name="patience"/> is not heard.
    /// </summary>
    public void Close(TimeSpan patience)
    {
        // WhenAny, because waiting for the task itself would wrap what a listener threw.
        if (Task.WhenAny(_reading, Task.Delay(patience)).GetAwaiter().GetResult() == _reading)
            _reading.GetAwaiter().GetResult();

        lock (_gate)
            _closed = true;
    }

    private static Task Start(Action read, CancellationTokenSource broken) => Task.Factory.StartNew(
        () =>
        {
            var done = false;
            try
            {
                read();
                done = true;
            }
            finally
            {
                if (!done)
                    broken.Cancel();
            }
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    private void Read(StreamReader stream, bool binary)
    {
        if (!binary)
        {
            Pump(stream, isError: false);
            return;
        }

        var buffer = new byte[64 * 1024];
        while (stream.BaseStream.Read(buffer) is var count and > 0)
        {
            lock (_gate)
            {
                if (_closed)
                    return;
                _bytes.Write(buffer.AsSpan(0, count));
            }
        }
    }

    private void Pump(StreamReader stream, bool isError)
    {
        while (stream.ReadLine() is { } line)
        {
            lock (_gate)
            {
                if (_closed)
                    return;
                if (_onLine is null)
                    (isError ? _error : _output).Append(line).Append('\n');
                else
                    _onLine(line, isError);
            }
        }
    }
}
