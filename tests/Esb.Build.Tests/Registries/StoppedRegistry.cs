using Esb.Build.Diagnostics;
using Esb.Build.Images;
using Esb.Build.Registries;

namespace Esb.Build.Tests.Registries;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class StoppedRegistry : IDisposable
{
    private readonly RegistryMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Test]
    public void IsStoppedBeforeItIsRemoved()
    {
        Assert.That(Stop(("box-registry", "running", "x")), Does.Contain("stopped"));
        Assert.That(_machine.Done, Is.EqualTo("stop rm"));
    }

    [Test]
    public void IsDoneWhereThereIsNone()
    {
        Assert.That(Stop(("", "", "")), Does.Contain("is not there"));
        Assert.That(_machine.Done, Is.Empty);
    }

    [Test]
    public void IsDoneWhereSomebodyElseRemovesIt()
    {
        _machine.Answers("rm", "Error response from daemon: No such container: box-registry");
        Assert.That(Stop(("box-registry", "running", "x")), Does.Contain("stopped"));
    }

    [Test]
    public void IsNotSomebodyElses()
    {
        Assert.That(Stop(("box-registry", "running", "")), Is.Null);
        Assert.That(_machine.Problems.Found.Single().Rule, Is.EqualTo(Rules.RegistryNameTaken));
    }

    [Test]
    public void IsAnErrorWhereDockerRefuses()
    {
        _machine.Answers("stop", "Error response from daemon: no");
        Assert.That(Stop(("box-registry", "running", "x")), Is.Null);
        Assert.That(_machine.Problems.Found.Single().Rule, Is.EqualTo(Rules.RegistryNotStarted));
    }

    private string? Stop((string, string, string) container)
    {
        _machine.Has(container).Obeys();
        return RegistryStop.Run(Brand.TryParse("box")!, _machine.Calls);
    }
}
