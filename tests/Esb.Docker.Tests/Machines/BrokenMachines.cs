using Esb.Testing;

namespace Esb.Docker.Tests.Machines;

/// <summary>
/// The real docker program where it cannot do its work: one error, which names what is wrong in the user's words.
/// </summary>
public sealed class BrokenMachines : DockerFixture
{
    private DockerFolder _folder = null!;

    [OneTimeSetUp]
    public void Write() => _folder = NewImage(VersionOnly);

    [Test]
    public void WithoutDocker() => AssertFails("ESB1101", "'/nosuch/docker'", "-p:EsbDockerPath=/nosuch/docker");

    [TestCase("DOCKER_HOST", "tcp://127.0.0.1:1", "ESB1102", "DOCKER_HOST=tcp://127.0.0.1:1")]
    [TestCase("DOCKER_HOST", "unix:///nosuch/docker.sock", "ESB1102", "/nosuch/docker.sock")]
    [TestCase("DOCKER_CONTEXT", "nosuch", "ESB1108", "nosuch")]
    [TestCase("DOCKER_BUILDKIT", "0", "ESB1109", "unset DOCKER_BUILDKIT")]
    [TestCase("DOCKER_API_VERSION", "0.1", "ESB1112", "client version 0.1 is too old")]
    [TestCase("BUILDX_BUILDER", "nosuch", "ESB1107", "'nosuch'")]
    public void WithAVariable(string name, string value, string code, string inMessage)
    {
        using (Set(name, value))
            AssertFails(code, inMessage);
    }

    [Test]
    public void WithAnEngineThatNeverAnswers()
    {
        using var engine = new SilentEngine();
        using (Set("DOCKER_HOST", engine.Address))
            AssertFails("ESB1104", $"no answer within 2 s (DOCKER_HOST={engine.Address})", "-p:EsbDockerTimeout=2");
        Assert.That(RunningBuild.ProcessesWith(_folder.Files[RunningBuild.BakeCalls]), Is.Empty);
    }

    [Test]
    public void WithABuilderThatIsNotThere() =>
        AssertFails("ESB1107", "docker buildx create --name nosuch", "-p:EsbBuilder=nosuch");

    [TestCase("/etc/passwd/config", "open /etc/passwd/config/config.json")]
    [TestCase("/proc/sys", "mkdir /proc/sys/buildx")]
    public void WithAConfigurationFolderThatCannotBeWritten(string folder, string inMessage)
    {
        using (Set("DOCKER_CONFIG", folder))
            AssertFails("ESB1110", inMessage);
    }

    [Test]
    public void WithAnEngineThatIsOnlyForOthers()
    {
        // The real program as a user who is in no group.
        var docker = Script("exec setpriv --reuid=65534 --regid=65534 --clear-groups docker \"$@\"");
        using (Set("DOCKER_CONFIG", "/nonexistent"))
            AssertFails("ESB1103", "sudo usermod -aG docker", "-p:EsbDockerPath=" + docker);
    }

    [TestCase("echo \"docker: 'buildx' is not a docker command.\" >&2; exit 1", "ESB1105", "0.13")]
    [TestCase("echo 'github.com/docker/buildx v0.12.1 30feaa1'", "ESB1106", "0.12.1")]
    public void WithAnotherBuildx(string answer, string code, string inMessage)
    {
        var docker = Script($"[ \"$1\" = buildx ] || exec docker \"$@\"\n{answer}");
        AssertFails(code, inMessage, "-p:EsbDockerPath=" + docker);
    }

    [Test]
    public void WithAnEngineThatEndsInTheMiddle()
    {
        using var engine = new MortalEngine();
        var step = $"sleep {3000 + Random.Shared.Next(1000000)}";
        var folder = NewImage($"FROM esb-test/busybox:1\nRUN {step}\n" + CopyVersion);
        folder.Files.Environment["DOCKER_HOST"] = engine.Address;
        using var build = new RunningBuild(folder, "-t:EsbImages");
        Patience.Until("the step runs", () => RunningBuild.ProcessesWith(step).Count > 0, TimeSpan.FromSeconds(60));

        engine.End();
        Assert.That(build.EndsWithin(TimeSpan.FromSeconds(20)), Is.True);
        Assert.That(build.Output, Does.Contain("error ESB1111"));
    }

    private void AssertFails(string code, string inMessage, params IReadOnlyList<string> arguments)
    {
        var build = _folder.Build(["-t:EsbImages", .. arguments]);
        Assert.That(build.Succeeded, Is.False);
        Assert.That(build.Errors.Select(static e => e.Code), Is.EqualTo([code]), build.ToString());
        Assert.That(build.Errors[0].Message, Does.Contain(inMessage).And.Not.Contain("\n"));
        Assert.That(build.Errors[0].File, Is.EqualTo(_folder.Files["images.proj"]));
    }

    private string Script(string body)
    {
        var path = _folder.Files.Write("obj/docker.sh", "#!/bin/sh\n" + body + "\n");
        File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
        return path;
    }

    private Removal Set(string name, string value)
    {
        _folder.Files.Environment[name] = value;
        return new(() => _folder.Files.Environment.Remove(name));
    }

    private sealed class Removal(Action remove) : IDisposable
    {
        public void Dispose() => remove();
    }
}
