using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Esb.Build.Diagnostics;
using Esb.Build.Registries;
using Esb.Testing;

namespace Esb.Build.Tests.Registries;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TakenPort : IDisposable
{
    private readonly RegistryMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [TestCase("driver failed: Bind for 127.0.0.1:5010 failed: port is already allocated")]
    [TestCase("Error response from daemon: listen tcp4 127.0.0.1:5010: bind: address already in use")]
    public void IsAnErrorThatNamesTheContainer(string said)
    {
        var message = Problem(said, "shop-registry-1\tregistry:2\n");
        Assert.That(message, Does.Contain("'shop-registry-1' (image registry:2;"));
    }

    [Test]
    public void IsNotTheRegistrysOwn()
    {
        var message = Problem("port is already allocated", "box-registry\tregistry:2\n");
        Assert.That(message, Does.Not.Contain("'box-registry'"));
    }

    [Test]
    public void IsOfNobodyWhoCanBeSeenWhereTheEngineIsElsewhere()
    {
        var docker = _machine.Calls with { Docker = Engines.Docker.Settings(("DOCKER_HOST", "tcp://far:2375")) };
        _machine.Docker.On("container ls", new FakeAnswer());
        Assert.That(PortHolder.Find(_machine.Registry, docker), Does.Contain("cannot be seen"));
    }

    [Test]
    [Platform("Linux")]
    public void IsOfAProcessOfThisMachine()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Assert.That(
            ListeningProcess.Find("/proc", port),
            Does.StartWith($"process {Environment.ProcessId} (").And.EndsWith(")"));
    }

    [TestCase("0100007F:1392", "0A", true)]
    [TestCase("00000000:1392", "0A", true)]
    [TestCase("0100007F:1392", "01", false)]
    [TestCase("0100007F:1393", "0A", false)]
    [TestCase("0200000A:1392", "0A", false)]
    public void IsOneOf127001(string local, string state, bool isFound)
    {
        using var proc = new TemporaryFolder();
        proc.Write("net/tcp", string.Create(CultureInfo.InvariantCulture,
            $"  sl  local_address rem_address st\n   0: {local} 00000000:0000 {state} 0:0 00:0 0 0 0 4242 1 0 100\n"));
        proc.Write("17/comm", "python3\n");
        Directory.CreateDirectory(proc["17/fd"]);
        File.CreateSymbolicLink(proc["17/fd/3"], "socket:[4242]");
        proc.Write("self/comm", "no process\n");
        Assert.That(ListeningProcess.Find(proc.Root, 5010), Is.EqualTo(isFound ? "process 17 (python3)" : null));
    }

    [Test]
    public void IsOfNobodyWhereNothingCanBeRead()
    {
        using var proc = new TemporaryFolder();
        Assert.That(ListeningProcess.Find(proc.Root, 5010), Is.Null);
    }

    private string Problem(string said, string containers)
    {
        _machine.Answers("start", said).Has(("box-registry", "exited", _machine.Registry.Settings))
            .Docker.On("container ls --filter publish=", new FakeAnswer(containers));
        Assert.That(_machine.Start(), Is.Null);
        var problem = _machine.Problems.Found.Single();
        Assert.That(problem.Rule, Is.EqualTo(Rules.RegistryPortTaken));
        return problem.Message;
    }
}
