using System.Net;
using System.Net.Sockets;
using Esb.Build.Diagnostics;
using Esb.Build.Registries;
using Esb.Testing;

namespace Esb.Build.Tests.Registries;

/// <summary>A registry whose container runs, and that does not answer as it should.</summary>
public sealed class SilentRegistry
{
    [Test]
    public void IsAnErrorWithItsStatus()
    {
        using var machine = new RegistryMachine(status: 503);
        Assert.That(ProblemOf(machine, machine.Registry), Does.Contain("within 0.3 s: it answers 503."));
    }

    [Test]
    public void IsAnErrorWhereNobodyListens()
    {
        using var machine = new RegistryMachine();
        var registry = machine.Registry with { Port = LoopbackPort.Free() };
        Assert.That(ProblemOf(machine, registry), Does.Contain("Connection refused"));
    }

    [Test]
    public void IsAnErrorWhereSomebodyListensAndIsSilent()
    {
        using var machine = new RegistryMachine();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var registry = machine.Registry with { Port = ((IPEndPoint)listener.LocalEndpoint).Port };
        Assert.That(ProblemOf(machine, registry), Does.Contain("says nothing"));
    }

    [Test]
    public void IsNotWaitedForAfterTheBuildsEnd()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        Assert.That(
            () => RegistryHealth.Wait(
                $"127.0.0.1:{LoopbackPort.Free()}", TimeSpan.FromMinutes(1), cancellation.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    private static string ProblemOf(RegistryMachine machine, LocalRegistry registry)
    {
        machine.Has((registry.Name, "running", registry.Settings));
        Assert.That(RegistryStart.Run(registry, machine.Calls), Is.Null);
        var problem = machine.Problems.Found.Single();
        Assert.That(problem.Rule, Is.EqualTo(Rules.RegistryNotReady));
        Assert.That(problem.Message, Does.Contain(registry.Address).And.Contain("docker logs box-registry"));
        return problem.Message;
    }
}
