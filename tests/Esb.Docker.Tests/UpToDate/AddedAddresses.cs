using System.Net;
using System.Text;
using Esb.Testing;

namespace Esb.Docker.Tests.UpToDate;

/// <summary>An image that adds a file from a web server, on which there may be another one now.</summary>
public sealed class AddedAddresses : DockerFixture
{
    private const string Sum = "87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7";
    private readonly HttpListener _server = new();
    private string _address = "";
    private string _content = "";

    [OneTimeSetUp]
    public void Listen()
    {
        _address = $"http://127.0.0.1:{LoopbackPort.Free()}/";
        _server.Prefixes.Add(_address);
        _server.Start();
        _ = Task.Run(ServeAsync);
    }

    [OneTimeTearDown]
    public void Close() => _server.Close();

    [Test]
    public void AreBuiltAlways()
    {
        _content = "one";
        var folder = NewImage($"FROM scratch\nADD {_address}file /file\n{CopyVersion}");
        folder.MustBuild("-t:EsbImages");
        folder.MustBuild("-t:EsbPlan");
        Assert.That(folder.Stale["svc"].Single(), Does.StartWith($"svc/Dockerfile:2 adds {_address}file, "));

        var before = DockerEngine.Digest(folder.Image());
        folder.MustBuild("-t:EsbImages");
        Assert.That(DockerEngine.Digest(folder.Image()), Is.EqualTo(before));
        _content = "two";
        folder.MustBuild("-t:EsbImages");
        Assert.That(DockerEngine.Digest(folder.Image()), Is.Not.EqualTo(before));
    }

    [Test]
    public void AreUpToDateWhereTheyArePinned()
    {
        _content = "a\n";
        var folder = NewImage($"FROM scratch\nADD --checksum=sha256:{Sum} {_address}pinned /file\n{CopyVersion}");
        folder.MustBuild("-t:EsbImages");
        folder.MustBuild("-t:EsbPlan");
        Assert.That(folder.Stale, Is.Empty);
    }

    private async Task ServeAsync()
    {
        try
        {
            while (_server.IsListening)
            {
                var context = await _server.GetContextAsync().ConfigureAwait(false);
                context.Response.Close(Encoding.UTF8.GetBytes(_content), willBlock: true);
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The test has closed it.
        }
    }
}
