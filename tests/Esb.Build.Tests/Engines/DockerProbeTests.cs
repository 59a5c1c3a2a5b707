using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Build.Processes;
using Esb.Testing;

namespace Esb.Build.Tests.Engines;

public sealed class WorkingDocker
{
    [Test]
    public void IsDescribed() =>
        Assert.That(
            Probe(Docker.Working()),
            Is.EqualTo(new DockerFacts("default", new(0, 29, 1))));

    [Test]
    public void NamesTheContextThatIsInUse() => Assert.That(
        Probe(Docker.Working(Docker.Version.Replace("default", "remote", StringComparison.Ordinal)))?.Context,
        Is.EqualTo("remote"));

    [Test]
    public void OfOldNamesNoContext() => Assert.That(
        Probe(Docker.Working("""{"Client":{"Version":"19"},"Server":{"Version":"19"}}"""))?.Context,
        Is.EqualTo("default"));

    [TestCase("github.com/docker/buildx 0.13.1+ds1 0.13.1+ds1-3", "0.13.1")]
    [TestCase("github.com/docker/buildx v0.14.0-rc1 abc", "0.14.0")]
    [TestCase("github.com/docker/buildx v0.30 abc", "0.30")]
    public void HasABuildxOfThisVersion(string line, string version) =>
        Assert.That(Probe(Docker.Working(buildx: line))?.Buildx, Is.EqualTo(new Version(version)));

    [TestCase("github.com/docker/buildx 0.0.0+unknown")]
    [TestCase("something else")]
    public void MayHaveABuildxWithoutAVersion(string line)
    {
        var facts = Probe(Docker.Working(buildx: line));

        Assert.That(facts?.Buildx, Is.Null);
        Assert.That(facts?.HasBuildx(new(99, 0)), Is.True);
    }

    [Test]
    public void IsAskedWithATimeLimit()
    {
        var runner = Docker.Working();

        Probe(runner);

        Assert.That(runner.Commands.Select(static c => c.Timeout), Is.All.EqualTo(TimeSpan.FromSeconds(20)));
    }

    [Test]
    public void IsNoErrorInACancelledBuild()
    {
        var problems = new ProblemList();

        var facts = DockerProbe.Run(Docker.Settings(), Docker.Working(), problems, new(canceled: true));

        Assert.That(facts, Is.Null);
        Assert.That(problems.Found, Is.Empty);
    }

    private static DockerFacts? Probe(ICommandRunner runner) =>
        DockerProbe.Run(Docker.Settings(), runner, new(), CancellationToken.None);
}

public sealed class BrokenDocker
{
    // As Docker 20 to 29 say it; the first three were seen here.
    private const string Unix =
        "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?";
    private const string Tcp =
        "Cannot connect to the Docker daemon at tcp://10.0.0.9:2375. Is the docker daemon running?";
    private const string Denied =
        "permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get \"http://x/version\": connect: permission denied";
    private const string Unix29 =
        "failed to connect to the docker API at unix:///var/run/docker.sock; check if the path is correct and if the daemon is running";
    private const string Denied29 =
        "permission denied while trying to connect to the docker API at unix:///var/run/docker.sock";
    private const string Context =
        "Failed to initialize: unable to resolve docker endpoint: context \"nope\": context not found: open /root/.docker/contexts/meta/x/meta.json: no such file or directory";
    private const string Context20 =
        "Current context \"nope\" is not found on the file system, context \"nope\" does not exist";

    [TestCase(Unix, "ESB1102", "unix:///var/run/docker.sock")]
    [TestCase(Tcp, "ESB1102", "tcp://10.0.0.9:2375")]
    [TestCase(Unix29, "ESB1102", "the current docker context")]
    [TestCase("error during connect: Get \"x\": EOF", "ESB1102", "error during connect")]
    [TestCase(Denied, "ESB1103", "usermod -aG docker")]
    [TestCase(Denied29, "ESB1103", "usermod -aG docker")]
    [TestCase(Context, "ESB1108", "context \"nope\"")]
    [TestCase(Context20, "ESB1108", "docker context use")]
    [TestCase("write /root/x: no space left on device", "ESB1202", "no space left on device")]
    [TestCase("Error response from daemon: something odd", "ESB1112", "something odd.")]
    [TestCase("", "ESB1112", "gave no reason")]
    public void EngineIsOneError(string error, string code, string part) =>
        AssertOne(Docker.Settings(), new FakeAnswer(Error: error, ExitCode: 1), code, part);

    [TestCase("DOCKER_HOST", "tcp://10.0.0.9:2375")]
    [TestCase("DOCKER_CONTEXT", "remote")]
    public void EngineIsNamedAsTheUserChoseIt(string variable, string value) => AssertOne(
        Docker.Settings((variable, value)),
        new FakeAnswer(Error: Tcp, ExitCode: 1), "ESB1102", $"correct {variable}={value}");

    [Test]
    public void EngineThatHangsIsOneError() =>
        AssertOne(Docker.Settings(), new FakeAnswer { End = CommandEnd.TimedOut }, "ESB1104", "within 20 s");

    [Test]
    public void ProgramThatIsMissingIsOneError() =>
        AssertOne(Docker.Settings(), new FakeAnswer { End = CommandEnd.NotFound }, "ESB1101", "EsbDockerPath");

    [TestCase("no JSON")]
    [TestCase("[]")]
    [TestCase("""{"Server":{}}""")]
    [TestCase("""{"Client":{},"Server":null}""")]
    public void AnswerIsOneError(string output) =>
        AssertOne(Docker.Settings(), new FakeAnswer(output), "ESB1112", "docker version");

    [TestCase("0")]
    [TestCase("false")]
    [TestCase("F")]
    public void SwitchThatTurnsBuildKitOffIsFoundWithoutAProcess(string value)
    {
        var runner = new FakeCommandRunner();
        var problems = new ProblemList();

        DockerProbe.Run(Docker.Settings(("DOCKER_BUILDKIT", value)), runner, problems, CancellationToken.None);

        Assert.That(problems.Found.Single().Message, Does.StartWith($"DOCKER_BUILDKIT={value} "));
        Assert.That(runner.Commands, Is.Empty);
    }

    [Test]
    public void PluginIsOneError() =>
        AssertPlugin(new FakeAnswer(Error: "docker: unknown command: docker buildx", ExitCode: 1), "ESB1105");

    [Test]
    public void PluginThatHangsIsOneError() => AssertPlugin(new FakeAnswer { End = CommandEnd.TimedOut }, "ESB1104");

    [Test]
    public void PluginThatIsTooOldIsOneError() =>
        AssertPlugin(new FakeAnswer("github.com/docker/buildx v0.12.1 3"), "ESB1106");

    private static void AssertPlugin(FakeAnswer buildx, string code)
    {
        var problems = new ProblemList();
        var runner = new FakeCommandRunner().On("version", new FakeAnswer(Docker.Version)).On("buildx version", buildx);

        DockerProbe.Run(Docker.Settings(), runner, problems, CancellationToken.None);

        Assert.That(problems.Found.Single().Rule.Code, Is.EqualTo(code));
    }

    private static void AssertOne(DockerSettings docker, FakeAnswer version, string code, string part)
    {
        var problems = new ProblemList();
        var runner = new FakeCommandRunner().On("version", version).On("buildx version", version);

        var facts = DockerProbe.Run(docker, runner, problems, CancellationToken.None);

        Assert.That(facts, Is.Null);
        Assert.That(problems.Found.Single().Rule.Code, Is.EqualTo(code));
        Assert.That(problems.Found.Single().Message, Does.Contain(part));
    }
}
