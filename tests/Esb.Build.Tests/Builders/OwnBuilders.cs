using Esb.Build.Diagnostics;
using Esb.Testing;

namespace Esb.Build.Tests.Builders;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OwnBuilders : IDisposable
{
    private static readonly Dictionary<string, string> None = new(StringComparer.Ordinal);

    private readonly BuilderMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Test]
    public void AreMadeAndStartedOnce()
    {
        Assert.That(_machine.Obeys().Start(), Is.EqualTo("box-buildx"));
        Assert.That(_machine.Done, Is.EqualTo("create inspect"));
        Assert.That(_machine.Lines.Single(), Does.StartWith("box-buildx  made;"));

        Assert.That(_machine.Again().Start(), Is.EqualTo("box-buildx"));
        Assert.That(_machine.Done, Is.Empty, "a builder that is right costs no process");
    }

    [Test]
    public void AreMadeWithNetworkImageAndProxies()
    {
        _machine.Settings = _machine.Settings with { Image = "mirror.example/buildkit:v1" };
        _machine.Environment["HTTP_PROXY"] = "http://proxy:3128";
        _machine.Environment["no_proxy"] = "a,b";
        _machine.Obeys().Start();

        var create = _machine.Docker.Asked("buildx create").Single().ToString();
        Assert.That(create, Does.StartWith(
            "docker buildx create --name box-buildx --driver docker-container --buildkitd-config "));
        Assert.That(create, Does.EndWith(
            "--driver-opt env.HTTP_PROXY=http://proxy:3128 --driver-opt '\"env.NO_PROXY=a,b\"' "
            + "--driver-opt image=mirror.example/buildkit:v1 --driver-opt network=host"));
        Assert.That(_machine.Docker.Asked("buildx inspect").Single().Timeout, Is.Null, "docker may pull");
    }

    [TestCase("network")]
    [TestCase("image")]
    [TestCase("proxy")]
    [TestCase("no proxy")]
    [TestCase("registry port")]
    [TestCase("own config")]
    [TestCase("root CA")]
    public void AreMadeAnewWhereASettingDiffers(string setting)
    {
        _machine.Environment["HTTPS_PROXY"] = "http://proxy:3128";
        var authority = _machine.File("c/rootCA.crt", "1");
        _machine.Settings = _machine.Settings with { CertDirectory = Path.GetDirectoryName(authority)! };
        _machine.Obeys().Start();
        Change(setting);

        Assert.That(_machine.Again().Start(), Is.EqualTo("box-buildx"));
        Assert.That(_machine.Done, Is.EqualTo("rm create inspect"));
        Assert.That(_machine.Docker.Asked("buildx rm --keep-state"), Has.Count.EqualTo(1), "its cache stays");
        Assert.That(_machine.Lines[^1], Does.Contain("made anew"));
    }

    [TestCase("kubernetes")]
    [TestCase("remote")]
    public void AreTheUsersWhereTheyHaveAnotherDriver(string driver)
    {
        _machine.HasBuilder(driver, None);
        Assert.That(_machine.Obeys().Start(), Is.EqualTo("box-buildx"));
        Assert.That(_machine.Remove(), Does.Contain("yours and stays"));
        Assert.That(_machine.Done, Is.Empty);
    }

    [TestCase("farm", "", "farm")]
    [TestCase("", "farm", "")]
    [TestCase("farm", "box-buildx", "farm")]
    public void AreNotMadeWhereTheUserNamesAnother(string property, string variable, string chosen)
    {
        _machine.Builder = property;
        _machine.Environment["BUILDX_BUILDER"] = variable;
        Assert.That(_machine.Start(), Is.EqualTo(chosen));
        Assert.That(_machine.Done, Is.Empty);
    }

    [TestCase("box-buildx", "")]
    [TestCase("", "box-buildx")]
    public void AreMadeWhereTheUserNamesThem(string property, string variable)
    {
        _machine.Builder = property;
        _machine.Environment["BUILDX_BUILDER"] = variable;
        Assert.That(_machine.Obeys().Start(), Is.EqualTo("box-buildx"));
        Assert.That(_machine.Done, Is.EqualTo("create inspect"));
    }

    [Test]
    public void AreAnErrorAndGoneWhereBuildKitDoesNotStart()
    {
        _machine.Environment["HTTP_PROXY"] = "http://me:s3cr3t@proxy:3128";
        _machine.Answers(
            "buildx inspect",
            "#1 booting\nERROR: Error response from daemon: proxyconnect http://me:s3cr3t@proxy: no").Obeys();

        Assert.That(_machine.Start(), Is.Null);
        var problem = _machine.Problems.Found.Single();
        Assert.That(problem.Rule, Is.EqualTo(Rules.BuilderNotMade));
        Assert.That(problem.Message, Does.Contain("proxyconnect http://***@proxy: no.").And.Not.Contain("s3cr3t"));
        Assert.That(_machine.Done, Is.EqualTo("create inspect rm"));
    }

    [TestCase("create")]
    [TestCase("rm")]
    public void AreAnErrorWhereDockerRefuses(string verb)
    {
        _machine.HasBuilder("docker-container", None);
        _machine.Answers("buildx " + verb, "ERROR: it does not want to").Obeys();
        Assert.That(_machine.Start(), Is.Null);
        Assert.That(_machine.Problems.Found.Single().Message, Does.Contain("it does not want to."));
    }

    [Test]
    public void AreTheMachinesErrorWhereNoEngineAnswers()
    {
        _machine.Answers("buildx inspect", "ERROR: Cannot connect to the Docker daemon at unix:///x.").Obeys();
        Assert.That(_machine.Start(), Is.Null);
        Assert.That(_machine.Problems.Found.Single().Rule, Is.EqualTo(Rules.EngineNotRunning));
    }

    [Test]
    public void AreAnotherBuildsWhereThatWasFaster()
    {
        _machine.Docker.On("buildx create", new FakeAnswer(
            Error: "ERROR: existing instance for \"box-buildx\" but no append mode", ExitCode: 1)
        {
            Before = _ => _machine.HasBuilder("docker-container", MadeOptions()),
        });
        Assert.That(_machine.Start(), Is.EqualTo("box-buildx"));
        Assert.That(_machine.Done, Is.EqualTo("create"));
    }

    [Test]
    public void AreRemovedWithTheirCache()
    {
        Assert.That(_machine.Obeys().Remove(), Does.Contain("is not there"));
        _machine.Start();
        Assert.That(_machine.Again().Remove(), Does.Contain("removed"));
        Assert.That(_machine.Docker.Commands.Single().ToString(), Is.EqualTo("docker buildx rm box-buildx"));
    }

    [Test]
    public void AreAnErrorWhereTheyCannotBeRemoved()
    {
        _machine.HasBuilder("docker-container", None);
        Assert.That(_machine.Answers("buildx rm", "ERROR: in use").Remove(), Is.Null);
        Assert.That(_machine.Problems.Found.Single().Rule, Is.EqualTo(Rules.BuilderNotRemoved));
    }

    private Dictionary<string, string> MadeOptions() => _machine.Docker.Commands[^1].Arguments
        .Where(static a => a.Contains('=', StringComparison.Ordinal)).Select(static a => a.Split('=', 2))
        .ToDictionary(static o => o[0], static o => o[1], StringComparer.Ordinal);

    private void Change(string setting)
    {
        var old = _machine.Settings;
        _machine.Settings = setting switch
        {
            "network" => old with { Network = "" },
            "image" => old with { Image = "buildkit:2" },
            "registry port" => old with { RegistryPort = "5011" },
            "own config" => old with { Config = _machine.File("own.toml", "debug = true") },
            _ => old,
        };
        if (setting is "root CA")
            _machine.File("c/rootCA.crt", "2");
        if (setting is "proxy")
            _machine.Environment["HTTPS_PROXY"] = "http://other:3128";
        if (setting is "no proxy")
            _machine.Environment.Remove("HTTPS_PROXY");
    }
}
