using Esb.Build.Diagnostics;
using Esb.Testing;

namespace Esb.Build.Tests.Registries;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class StartedRegistry : IDisposable
{
    private readonly RegistryMachine _machine = new();

    private string Settings => _machine.Registry.Settings;

    public void Dispose() => _machine.Dispose();

    [Test]
    public void IsMadeWhereThereIsNone()
    {
        var line = _machine.Has(("", "", "")).Obeys().Start();

        Assert.That(line, Is.EqualTo($"box-registry  started at {_machine.Registry.Address}"));
        Assert.That(_machine.Done, Is.EqualTo("network create start"));
    }

    [Test]
    public void IsMadeOfItsSettings()
    {
        _machine.Has(("", "", "")).Obeys().Start();

        var port = _machine.Registry.Port;
        Assert.That(_machine.Docker.Asked("create").Single().ToString(), Is.EqualTo(
            "docker create --name box-registry --pull never --restart unless-stopped "
            + $"--label 'esb-sdk.registry=image=registry:2 port={port}' "
            + "--network box-registry --network-alias registry "
            + $"--publish 127.0.0.1:{port}:{port} --volume box-registry:/var/lib/registry "
            + $"--env REGISTRY_HTTP_ADDR=0.0.0.0:{port} --env REGISTRY_STORAGE_DELETE_ENABLED=true registry:2"));
    }

    [TestCase("running", "is running", "")]
    [TestCase("restarting", "is running", "")]
    [TestCase("exited", "started again", "start")]
    [TestCase("created", "started again", "start")]
    [TestCase("paused", "made anew", "rm network create start")]
    [TestCase("dead", "made anew", "rm network create start")]
    public void NeedsNoMoreThanItsStateSays(string state, string word, string done)
    {
        var line = _machine.Has(("box-registry", state, Settings)).Obeys().Start();

        Assert.That(line, Does.Contain(word));
        Assert.That(_machine.Done, Is.EqualTo(done));
    }

    [TestCase("image=registry:2 port=1")]
    [TestCase("image=registry:3 port=5010")]
    public void IsMadeAnewWhereSettingsDiffer(string settings)
    {
        var line = _machine.Has(("box-registry", "running", settings)).Obeys().Start();

        Assert.That(line, Does.Contain("made anew"));
        Assert.That(_machine.Done, Is.EqualTo("rm network create start"));
    }

    [Test]
    public void IsNoneOfASimilarName()
    {
        _machine.Docker.On("container ls --all", new FakeAnswer("other-box-registry\trunning\t\n"));

        Assert.That(_machine.Obeys().Start(), Does.Contain("started"));
    }

    [Test]
    public void IsLeftAloneWhereItIsSomebodyElses()
    {
        Assert.That(_machine.Has(("box-registry", "exited", "")).Obeys().Start(), Is.Null);

        Assert.That(_machine.Problems.Found.Single().Rule, Is.EqualTo(Rules.RegistryNameTaken));
        Assert.That(_machine.Done, Is.Empty);
    }

    [Test]
    public void IsPulledWhereTheEngineHasNoImage()
    {
        _machine.Answers("image inspect", "No such image").Has(("", "", "")).Obeys().Start();

        var pull = _machine.Docker.Asked("pull").Single();
        Assert.That(pull.ToString(), Is.EqualTo("docker pull --quiet registry:2"));
        Assert.That(pull.Timeout, Is.Null, "a pull takes as long as it takes");
    }

    [Test]
    public void StaysAsItWasWhereTheNewImageCannotBePulled()
    {
        _machine.Answers("image inspect", "No such image").Answers("pull", "Error response from daemon: no such host")
            .Has(("box-registry", "running", "image=registry:3 port=1")).Obeys();

        Assert.That(_machine.Start(), Is.Null);
        Assert.That(_machine.Problems.Found.Single().Rule, Is.EqualTo(Rules.RegistryImageMissing));
        Assert.That(_machine.Problems.Found.Single().Message, Does.Contain("cannot pull it: no such host."));
        Assert.That(_machine.Done, Is.EqualTo("pull"));
    }

    [Test]
    public void IsAnotherBuildsWhereThatWasFaster()
    {
        _machine.Has(("", "", ""), ("box-registry", "running", Settings))
            .Answers(
                "create",
                "Error response from daemon: Conflict. The name \"/box-registry\" is already in use by container \"1\".")
            .Obeys();

        Assert.That(_machine.Start(), Does.Contain("is running"));
    }

    [Test]
    public void NeedsNoNewNetworkWhereThereIsOne()
    {
        _machine.Answers("network create", "Error response from daemon: network with name box-registry already exists")
            .Has(("", "", "")).Obeys();

        Assert.That(_machine.Start(), Does.Contain("started"));
    }

    [TestCase("network create")]
    [TestCase("create")]
    [TestCase("rm")]
    public void IsAnErrorWhereDockerRefuses(string verb)
    {
        _machine.Answers(verb, "Error response from daemon: it does not want to\nsee the manual")
            .Has(("box-registry", "dead", Settings)).Obeys();

        Assert.That(_machine.Start(), Is.Null);
        Assert.That(_machine.Problems.Found.Single().Rule, Is.EqualTo(Rules.RegistryNotStarted));
        Assert.That(_machine.Problems.Found.Single().Message, Does.Contain("it does not want to."));
    }

    [TestCase("container ls --all")]
    [TestCase("start")]
    public void IsTheMachinesErrorWhereNoEngineAnswers(string verb)
    {
        _machine.Answers(verb, "Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?")
            .Has(("box-registry", "exited", Settings)).Obeys();

        Assert.That(_machine.Start(), Is.Null);
        Assert.That(_machine.Problems.Found.Single().Rule, Is.EqualTo(Rules.EngineNotRunning));
    }

    [Test]
    public void EndsWithTheBuild()
    {
        using var cancellation = new CancellationTokenSource();
        _machine.Docker.On("container ls", new FakeAnswer { Before = _ => cancellation.Cancel() });

        Assert.Throws<OperationCanceledException>(() => Build.Registries.RegistryStart.Run(
            _machine.Registry, _machine.Calls with { Cancellation = cancellation.Token }));
    }
}
