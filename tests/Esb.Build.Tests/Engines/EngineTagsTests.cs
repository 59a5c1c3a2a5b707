using System.Net.Sockets;
using System.Text;
using Esb.Build.Engines;
using Esb.Testing;

namespace Esb.Build.Tests.Engines;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class EngineTagsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    public EngineTagsTests()
    {
        _listener.Bind(new UnixDomainSocketEndPoint(_folder["e.sock"]));
        _listener.Listen();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _folder.Dispose();
    }

    /// <summary>An engine at its limit begins late, and drops what nobody waits for.</summary>
    [Test]
    public void KeepTheConnectionOfARequestUntilABusyEngineAnswers()
    {
        string[] names = ["a:1", "b:1"];
        var docker = Docker.Settings(("DOCKER_HOST", "unix://" + _folder["e.sock"]), ("DOCKER_CONFIG", _folder["c"]));
        Assert.That(
            EngineTags.Remove(docker, names, Docker.Working(), CancellationToken.None),
            Is.EqualTo(names),
            "what is not known to be gone");

        string[] requests = [Serve(), Serve()];
        Assert.That(requests, Is.EquivalentTo(names.Select(static n => $"DELETE /images/{n} HTTP/1.1")));
    }

    // Answers a request that lies here since some time, if somebody still waits for it.
    private string Serve()
    {
        using var connection = _listener.Accept();
        var request = new byte[1000];
        var length = connection.Receive(request);
        Assert.That(connection.Poll(0, SelectMode.SelectRead), Is.False, "the caller has gone away");
        connection.Send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]"u8);
        Assert.That(connection.Poll(TimeSpan.FromSeconds(20), SelectMode.SelectRead), Is.True);
        Assert.That(connection.Receive(request), Is.Zero, "nobody may hold it any longer");
        return Encoding.ASCII.GetString(request, 0, length).Split("\r\n")[0];
    }
}
