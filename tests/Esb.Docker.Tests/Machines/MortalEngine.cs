using System.Net;
using System.Net.Sockets;

namespace Esb.Docker.Tests.Machines;

/// <summary>
/// The real engine behind another address, which can end: all connections break and no new one is taken.
/// </summary>
internal sealed class MortalEngine : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Lock _gate = new();
    private readonly List<Socket> _sockets = [];

    public MortalEngine()
    {
        _listener.Start();
        Address = $"tcp://{_listener.LocalEndpoint}";
        _ = AcceptAsync();
    }

    public string Address { get; }

    public void End()
    {
        _listener.Stop();
        lock (_gate)
        {
            foreach (var socket in _sockets)
                socket.Dispose();
        }
    }

    public void Dispose()
    {
        End();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync();
                var engine = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await engine.ConnectAsync(new UnixDomainSocketEndPoint("/var/run/docker.sock"));
                lock (_gate)
                    _sockets.AddRange([client, engine]);
                _ = CopyAsync(client, engine);
                _ = CopyAsync(engine, client);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It has ended.
        }
    }

    private static async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer.AsMemory()) is var count and > 0)
                await to.SendAsync(buffer.AsMemory(0, count));
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It has ended.
        }
    }
}
