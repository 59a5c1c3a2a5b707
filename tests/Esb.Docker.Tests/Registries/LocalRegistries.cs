using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Esb.Build.Diagnostics;
using Esb.Testing;

namespace Esb.Docker.Tests.Registries;

/// <summary>A registry in a container, whatever was there before.</summary>
public sealed class LocalRegistries
{
    private RegistryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void KeepTheirImagesThroughEveryChange()
    {
        var registry = _folder.Registry;
        Assert.That(RegistryFolder.Start(registry), Is.EqualTo($"{registry.Name}  started at {registry.Address}"));
        _folder.Push("kept:1");
        Assert.That(RegistryFolder.Start(registry), Does.Contain("is running"));

        DockerEngine.Must("stop", "-t", "1", registry.Name);
        Assert.That(RegistryFolder.Start(registry), Does.Contain("started again"));
        Assert.That(RegistryFolder.Digest(registry.Address + "/kept:1"), Is.Not.Empty);

        var moved = registry with { Port = LoopbackPort.Free() };
        Assert.That(RegistryFolder.Start(moved), Does.Contain("made anew at " + moved.Address));
        Assert.That(RegistryFolder.Digest(moved.Address + "/kept:1"), Is.Not.Empty);
    }

    [Test]
    public void SayWhichProcessHasTheirPort()
    {
        // Not any that the system gives: somebody else could get it once nobody listens any more.
        var port = LoopbackPort.Free();
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        var problem = RegistryFolder.StartInVain(_folder.Registry with { Port = port });
        Assert.That(problem.Rule, Is.EqualTo(Rules.RegistryPortTaken));
        Assert.That(problem.Message, Does.Contain($"process {Environment.ProcessId} ("));

        listener.Stop();
        Assert.That(RegistryFolder.Start(_folder.Registry with { Port = port }), Does.Contain("started"));
    }

    [Test]
    public void SayWhichContainerHasTheirPort()
    {
        using var other = new RegistryFolder();
        RegistryFolder.Start(other.Registry);
        var problem = RegistryFolder.StartInVain(_folder.Registry with { Port = other.Registry.Port });
        Assert.That(problem.Rule, Is.EqualTo(Rules.RegistryPortTaken));
        Assert.That(problem.Message, Does.Contain($"the container '{other.Registry.Name}'"));
    }

    [Test]
    public void AreStartedOnceByBuildsAtOnceAndCalledRegistryInTheirNetwork()
    {
        var lines = new string[4];
        Parallel.For(0, lines.Length, i => lines[i] = RegistryFolder.Start(_folder.Registry));
        Assert.That(lines, Has.All.EndsWith(_folder.Registry.Address));

        var port = _folder.Registry.Port.ToString(CultureInfo.InvariantCulture);
        Assert.That(
            DockerEngine.PrintIn(
                _folder.Registry.Name, "esb-test/busybox:1",
                "/bin/busybox", "wget", "-qO-", $"http://registry:{port}/v2/"),
            Is.EqualTo("{}"));
    }
}
