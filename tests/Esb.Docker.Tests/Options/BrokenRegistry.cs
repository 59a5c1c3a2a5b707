using System.Net;
using Esb.Testing;

namespace Esb.Docker.Tests.Options;

/// <summary>A registry that answers every question with 500.</summary>
internal sealed class BrokenRegistry : IDisposable
{
    private readonly HttpListener _listener = new();
    private int _requests;

    public BrokenRegistry()
    {
        Address = $"127.0.0.1:{LoopbackPort.Free()}";
        _listener.Prefixes.Add($"http://{Address}/");
        _listener.Start();
        new Thread(Answer) { IsBackground = true }.Start();
    }

    /// <summary><c>127.0.0.1:port</c></summary>
    public string Address { get; }

    public int Requests => Volatile.Read(ref _requests);

    public void Dispose() => _listener.Close();

    private void Answer()
    {
        try
        {
            while (true)
            {
                var context = _listener.GetContext();
                Interlocked.Increment(ref _requests);
                context.Response.StatusCode = 500;
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }
}
