using System.Net;
using System.Net.Sockets;

namespace Esb.Docker.Tests.Machines;

/// <summary>An engine that takes every connection and says nothing, as one does that hangs.</summary>
internal sealed class SilentEngine : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    // Never accepted: the system takes the connections by itself.
    public SilentEngine() => _listener.Start();

    public string Address => $"tcp://{_listener.LocalEndpoint}";

    public void Dispose() => _listener.Dispose();
}
