using System.Net;
using System.Net.Sockets;

namespace Esb.Testing;

/// <summary>Ports of 127.0.0.1.</summary>
public static class LoopbackPort
{
    // Below those that the system gives to whoever asks for any: another test, or a connection, would get it between
    // this question and the moment in which it is used.
    private const int First = 20_000;
    private const int Count = 12_000;
    private static int _last = Random.Shared.Next(Count);

    /// <summary>One on which nobody listens now; in this process another one each time.</summary>
    /// <exception cref="InvalidOperationException">All are taken.</exception>
    public static int Free()
    {
        for (var i = 0; i < Count; i++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _last) % Count);
            if (IsFree(port))
                return port;
        }

        throw new InvalidOperationException($"No port from {First} on is free.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
