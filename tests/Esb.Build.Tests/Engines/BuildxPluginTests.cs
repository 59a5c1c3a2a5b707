using System.Runtime.Versioning;
using Esb.Build.Engines;
using Esb.Build.Processes;
using Esb.Build.Tests.Bake;
using Esb.Testing;

namespace Esb.Build.Tests.Engines;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[UnsupportedOSPlatform("windows")]
public sealed class BuildxPluginTests
{
    private readonly TemporaryFolder _folder = new();

    public BuildxPluginTests()
    {
        WriteProgram("bin/docker", "\u007fELF");
        WriteProgram("config/cli-plugins/docker-buildx", "\u007fELF");
    }

    private string Plugin => _folder["config/cli-plugins/docker-buildx"];

    private DockerSettings Settings =>
        Docker.Settings(("PATH", _folder["bin"]), ("DOCKER_CONFIG", _folder["config"]), ("A", "1"));

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void IsCalledAsDockerCallsIt()
    {
        var (question, direct) = (Question(Settings), Direct(Settings)!);

        Assert.That(direct.Program, Is.EqualTo(Plugin));
        Assert.That(
            (direct.Arguments, direct.Directory, direct.Timeout),
            Is.EqualTo((question.Arguments, question.Directory, question.Timeout)));
        Assert.That(direct.Environment["A"], Is.EqualTo("1"));
        Assert.That(direct.Environment["DOCKER_CLI_PLUGIN_ORIGINAL_CLI_COMMAND"], Is.EqualTo("docker"));
    }

    [Test]
    public void IsDockersToFindBehindAnotherProgram()
    {
        WriteProgram("bin/nerdctl", "\u007fELF");

        Assert.That(Direct(Settings with { Program = _folder["bin/nerdctl"] }), Is.Null);
    }

    [TestCase("#!/bin/sh\nexec podman \"$@\"\n")]
    [TestCase("#!/bin/sh\nexec ssh there docker \"$@\"\n")]
    public void IsDockersToFindBehindAScript(string script)
    {
        WriteProgram("bin/docker", script);

        Assert.That(Direct(Settings), Is.Null);
    }

    [TestCase("""{"cliPluginsExtraDirs":["/opt/plugins"]}""")]
    [TestCase("{")]
    public void IsDockersToFindWhereItsConfigurationMaySaySo(string config)
    {
        _folder.Write("config/config.json", config);

        Assert.That(Direct(Settings), Is.Null);
    }

    [Test]
    public void IsNotCalledWhereItMayNotBeRun()
    {
        File.SetUnixFileMode(Plugin, UnixFileMode.UserRead);

        Assert.That(Direct(Settings), Is.Null);
    }

    [Test]
    public void IsNotCalledWithoutDocker()
    {
        File.Delete(_folder["bin/docker"]);

        Assert.That(Direct(Settings), Is.Null);
    }

    [Test]
    public void IsLeftToDockerWhenItCannotBeStarted()
    {
        using var build = new Recorded { Docker = Settings };
        var runner = Docker.Working().On(
            "buildx bake", new FakeAnswer { End = CommandEnd.NotFound }, Recorded.Success("", "ok"));

        var images = Esb.Build.Bake.BakeRunner.Run(
            build.Request("ok"), runner, build, build.Problems, CancellationToken.None);

        Assert.That(images, Has.Count.EqualTo(1));
        Assert.That(
            runner.Asked("buildx bake").Select(static c => c.Program), Is.EqualTo(new[] { Plugin, "docker" }));
    }

    private static Command? Direct(DockerSettings docker) => BuildxPlugin.Direct(Question(docker), docker);

    private static Command Question(DockerSettings docker) => docker.Query("buildx", "bake", "ok");

    private void WriteProgram(string path, string text)
    {
        _folder.Write(path, text);
        File.SetUnixFileMode(
            _folder[path], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
