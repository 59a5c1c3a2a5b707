using Esb.Build.Bake;
using Esb.Build.Processes;
using Esb.Testing;

namespace Esb.Build.Tests.Bake;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class EngineThatFailsForAMoment
{
    private const string Snapshot =
        "ERROR: failed to solve: failed to prepare extraction snapshot \"extract-1 sha256:a\": parent snapshot sha256:b does not exist: not found";

    private const string GatewayIsExported =
        """
        {"vertexes":[{"digest":"sha256:e","name":"[gateway] exporting to image","started":"2026-01-01T00:00:00Z"}]}
        {"statuses":[{"id":"exporting manifest sha256:m","vertex":"sha256:e"},{"id":"exporting manifest list sha256:g","vertex":"sha256:e"}]}
        {"vertexes":[{"digest":"sha256:e","name":"[gateway] exporting to image","started":"2026-01-01T00:00:00Z","completed":"2026-01-01T00:00:02Z"}]}

        """;

    private readonly Recorded _build = new();

    [TearDown]
    public void TearDown() => _build.Dispose();

    [TestCase(Snapshot)]
    [TestCase("ERROR: failed to solve: failed to commit a to b during finalize: failed to stat active key during commit: snapshot a does not exist: not found")]
    [TestCase("ERROR: failed to solve: failed to load cache key: failed to do request: Head \"https://registry-1.docker.io/v2/library/a/manifests/sha256:0\": dial tcp: no such host")]
    [TestCase("ERROR: target ok: failed to solve: NotFound: forwarding Ping: no such job abc")]
    [TestCase("ERROR: failed to solve: DeadlineExceeded: context deadline exceeded")]
    [TestCase("ERROR: failed to solve: DeadlineExceeded: failed to copy: rpc error: code = DeadlineExceeded desc = context deadline exceeded")]
    [TestCase("ERROR: failed to solve: DeadlineExceeded: failed commit on ref \"history-migrate-sha256:0\": commit failed: context deadline exceeded")]
    public void IsTriedAgain(string error)
    {
        var images = _build.Build("ok", Recorded.Failure(error), Recorded.Success("", "ok"));

        Assert.That(images, Has.Count.EqualTo(1));
        Assert.That(_build.Problems.Found, Is.Empty);
        Assert.That(_build.Important, Has.One.Contains("once more for 1 of 1 images"));
    }

    [Test]
    public void IsGivenUpAfterThreeTimes()
    {
        Assert.That(_build.Build("ok", Recorded.Failure(Snapshot)), Is.Null);
        Assert.That(_build.Error.Rule.Code, Is.EqualTo("ESB3008"));
        Assert.That(_build.Important, Has.Exactly(2).Contains("once more"));
    }

    [Test]
    public void IsAskedOnlyForWhatIsNotDone()
    {
        var runner = Engines.Docker.Working()
            .On("buildx bake", Recorded.Failure(GatewayIsExported + Snapshot), Recorded.Success("", "agent"));

        var images = BakeRunner.Run(
            _build.Request("gateway", "agent"), runner, _build, _build.Problems, CancellationToken.None);

        Assert.That(images!.Select(static i => i.Digest), Is.EqualTo(new[] { "sha256:g", "sha256:agent" }));
        Assert.That(images![0].Seconds, Is.EqualTo(2));
        Assert.That(runner.Asked("buildx bake")[1].Arguments.TakeLast(2), Is.EqualTo(new[] { "default", "agent" }));
    }

    [Test]
    public void IsNotAskedForNothing()
    {
        var images = _build.Build("gateway", Recorded.Failure(
            GatewayIsExported.Replace("[gateway] ", "", StringComparison.Ordinal) + Snapshot));

        Assert.That(images!.Single().Digest, Is.EqualTo("sha256:g"));
    }

    [Test]
    public void IsNotSeenInACommandThatSaysSo()
    {
        _build.Build("ok", Recorded.Failure(
            """ERROR: failed to solve: process "/bin/sh -c no such job" did not complete successfully: exit code: 1"""));

        Assert.That(_build.Error.Rule.Code, Is.EqualTo("ESB3001"));
    }
}

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class BakeThatFailsForTheMachine
{
    private readonly Recorded _build = new();

    [TearDown]
    public void TearDown() => _build.Dispose();

    [TestCase("ERROR: no builder \"nonexist\" found", "ESB1107", "'nonexist'")]
    [TestCase("ERROR: mkdir /home/me/.docker/buildx: permission denied", "ESB1110", "DOCKER_CONFIG")]
    [TestCase("ERROR: failed to receive status: rpc error: code = Unavailable desc = error reading from server: EOF", "ESB1111", "journalctl")]
    [TestCase("ERROR: failed to receive status: Unavailable: error reading from server: read tcp 127.0.0.1:4->127.0.0.1:5: read: connection reset by peer", "ESB1111", "journalctl")]
    [TestCase("ERROR: Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?", "ESB1102", "unix:///x")]
    [TestCase("ERROR: failed to solve: write /var/lib/x: no space left on device", "ESB1202", "no space left on device")]
    [TestCase("ERROR: failed to solve: process \"/bin/sh -c x\" did not complete successfully: mkdir /run/y: no space left on device", "ESB1202", "docker system df")]
    [TestCase("ERROR: open nofile.json: no such file or directory", "ESB3007", "bake.json ok")]
    [TestCase("something without an error", "ESB3007", "something without an error.")]
    [TestCase("", "ESB3007", "ended with exit code 1")]
    [TestCase("ERROR: target ok: failed to solve: secret A: not found", "ESB3006", "Image 'ok' cannot be built: secret A: not found.")]
    public void IsOneErrorThatSaysWhatToDo(string error, string code, string part)
    {
        using var build = new Recorded { Docker = Engines.Docker.Settings(("HOME", "/home/me")) };

        Assert.That(build.Build("ok", Recorded.Failure(error)), Is.Null);
        Assert.That(build.Error.Rule.Code, Is.EqualTo(code));
        Assert.That(build.Error.Message, Does.Contain(part));
    }

    [TestCase("failed to send stat app: EOF")]
    [TestCase("error from receiver: context canceled")]
    public void NamesTheOutputThatBuildKitOnlySeesClosed(string reason)
    {
        var request = _build.Request("ok", "slow");
        var runner = Engines.Docker.Working()
            .On("buildx bake", Recorded.Failure($"ERROR: failed to solve: {reason}"));
        request = request with
        {
            Targets = [request.Targets[0], request.Targets[1] with { Outputs = ["type=local,dest=/o ut"] }],
        };

        Assert.That(
            BakeRunner.Run(request, runner, _build, _build.Problems, CancellationToken.None), Is.Null);
        Assert.That(_build.Error.Rule.Code, Is.EqualTo("ESB3006"));
        Assert.That(_build.Error.Position!.File, Is.EqualTo(_build.Dockerfile("slow")));
        Assert.That(
            _build.Error.Message,
            Does.Contain($"Image 'slow' cannot be built: its output '/o ut' was not written").And.Contain(reason));
    }

    [Test]
    public void IsNotStartedWithoutAnEngine()
    {
        var runner = new FakeCommandRunner()
            .On("", new FakeAnswer(Error: "Cannot connect to the Docker daemon at x.", ExitCode: 1));

        BakeRunner.Run(_build.Request("ok"), runner, _build, _build.Problems, CancellationToken.None);

        Assert.That(_build.Error.Rule.Code, Is.EqualTo("ESB1102"));
        Assert.That(runner.Asked("buildx bake"), Is.Empty);
    }

    [Test]
    public void HasLostItsProgram()
    {
        _build.Build("ok", new FakeAnswer { End = CommandEnd.NotFound });

        Assert.That(_build.Error.Rule.Code, Is.EqualTo("ESB1101"));
    }

    [Test]
    public void LeavesNoMetadata()
    {
        Assert.That(_build.Build("ok", new FakeAnswer()), Is.Null);
        Assert.That(_build.Error.Rule.Code, Is.EqualTo("ESB1204"));
    }

    [Test]
    public void CannotWriteItsFiles()
    {
        var request = _build.Request("ok") with { OutputDirectory = _build.Dockerfile("ok") + "/obj" };

        Assert.That(
            BakeRunner.Run(request, Engines.Docker.Working(), _build, _build.Problems, CancellationToken.None),
            Is.Null);
        Assert.That(_build.Error.Rule.Code, Is.EqualTo("ESB1201"));
    }
}

public sealed class CancelledBuild
{
    [Test]
    public void IsOneError()
    {
        using var build = new Recorded();
        using var cancellation = new CancellationTokenSource();
        var runner = Engines.Docker.Working().On("buildx bake", new FakeAnswer { Before = _ => cancellation.Cancel() });

        var images = BakeRunner.Run(build.Request("ok"), runner, build, build.Problems, cancellation.Token);

        Assert.That(images, Is.Null);
        Assert.That(build.Error.Rule.Code, Is.EqualTo("ESB3009"));
    }
}

public sealed class BuildWithASecret
{
    [TestCase("bad", "failing-run")]
    [TestCase("bad slow depbad", "failing-run-several")]
    public void SaysItNowhere(string targets, string stream)
    {
        using var build = new Recorded
        {
            Docker = Engines.Docker.Settings() with { Secrets = ["libfoo.so", "exit 3"] },
        };

        build.Build(targets, Recorded.Failure(Recorded.Stream("0.13", stream)));

        var all = string.Join('\n', build.Log) + build.Error.Message;
        Assert.That(all, Does.Not.Contain("libfoo.so").And.Not.Contain("exit 3").And.Contain("cannot find ***"));
        Assert.That(build.Error.Position!.File, Is.EqualTo(build.Dockerfile("bad")));
    }

    [Test]
    public void IsFoundInItsDockerfileAllTheSame()
    {
        using var build = new Recorded { Docker = Engines.Docker.Settings() with { Secrets = ["RUNN"] } };

        build.Build("gateway parse", Recorded.Failure(Recorded.Stream("0.13", "parse-error-several")));

        Assert.That(build.Error.Position!.File, Is.EqualTo(build.Dockerfile("parse")));
        Assert.That(build.Error.Message, Does.Contain("unknown instruction: ***"));
    }
}
