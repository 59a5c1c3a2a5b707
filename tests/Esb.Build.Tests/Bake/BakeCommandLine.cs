using Esb.Build.Bake;
using Esb.Build.Definitions;
using Esb.Build.Processes;
using Esb.Testing;

namespace Esb.Build.Tests.Bake;

public sealed class BakeCommandLine
{
    [TestCase("", "", "--builder default")]
    [TestCase("mine", "", "--builder mine")]
    [TestCase("mine", "theirs", "--builder mine")]
    [TestCase("", "theirs", "")]
    public void ChoosesTheBuilder(string builder, string variable, string expected)
    {
        var docker = Engines.Docker.Settings(("BUILDX_BUILDER", variable)) with { Builder = builder };

        Assert.That(
            Bake(docker).ToString(), Does.EndWith($".json {expected} ok".Replace("  ", " ", StringComparison.Ordinal)));
    }

    [TestCase("0.13.1", "")]
    [TestCase("0.17.0", "--allow network.host --allow ssh ")]
    public void AllowsWhereBuildxKnowsIt(string buildx, string expected) =>
        Assert.That(
            Bake(Engines.Docker.Settings(), buildx, null, "network.host", "ssh").ToString(),
            Does.EndWith($"--builder default {expected}ok"));

    [Test]
    public void AsksNothingAndWritesNoArguments()
    {
        var command = Bake(Engines.Docker.Settings(("HOME", "/h")));

        Assert.That(command.Arguments, Does.Contain("--progress=rawjson"));
        Assert.That(command.Environment["BUILDX_BAKE_ENTITLEMENTS_FS"], Is.EqualTo("0"));
        Assert.That(command.Environment["BUILDX_METADATA_PROVENANCE"], Is.EqualTo("disabled"));
        Assert.That(command.Environment["BUILDX_NO_DEFAULT_LOAD"], Is.EqualTo("1"));
        Assert.That(
            (command.Environment["HOME"], command.Directory, command.Timeout),
            Is.EqualTo(("/h", "/repo", (TimeSpan?)null)));
    }

    [TestCase("type=provenance,disabled=true", null, "false")]
    [TestCase("type=provenance,disabled=true", "true", "true")]
    [TestCase("type=provenance,mode=min", null, null)]
    [TestCase("type=provenance,mode=min", "false", "false")]
    public void LetsBuildxAskGitOnlyForProvenance(string attestation, string? variable, string? expected)
    {
        var docker = variable is null
            ? Engines.Docker.Settings()
            : Engines.Docker.Settings(("BUILDX_GIT_INFO", variable));

        var command = Bake(docker, change: i => i with { Attestations = [attestation] });
        Assert.That(command.Environment.GetValueOrDefault("BUILDX_GIT_INFO"), Is.EqualTo(expected));
    }

    [Test]
    public void LeavesTheTelemetryOfTheApplicationAlone()
    {
        var docker = Engines.Docker.Settings(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://c"), ("OTEL_TRACES_EXPORTER", "console"), ("HOTEL", "h"));

        Assert.That(Bake(docker).Environment.Keys, Has.None.StartsWith("OTEL_").And.Member("HOTEL"));
        Assert.That(docker.Query("version").Environment.Keys, Is.EqualTo(["HOTEL"]));
    }

    [Test]
    public void KeepsTheVariablesOfSecrets()
    {
        var docker = Engines.Docker.Settings(("OTEL_EXPORTER_OTLP_HEADERS", "key=1"), ("OTEL_OTHER", "x"));
        var bake = Bake(docker, change: static i => i with
        {
            Secrets = [new("a", "/a", ""), new("t", "", "OTEL_EXPORTER_OTLP_HEADERS")],
        });

        Assert.That(bake.Environment["OTEL_EXPORTER_OTLP_HEADERS"], Is.EqualTo("key=1"));
        Assert.That(bake.Environment, Does.Not.ContainKey("OTEL_OTHER"));
    }

    [Test]
    public void IsTypedSoThatItReadsInEveryFolder()
    {
        using var build = new Recorded { Docker = Engines.Docker.Settings() };

        var variable = OperatingSystem.IsWindows()
            ? "set BUILDX_BAKE_ENTITLEMENTS_FS=0&&"
            : "BUILDX_BAKE_ENTITLEMENTS_FS=0";
        Assert.That(
            BakeCommand.ToType(build.Request("ok")),
            Does.Match($"^{variable} docker buildx bake -f \\S+{Path.GetFileName(build.BakeFile)} ok$"));
    }

    [Test]
    public void IsNotRunWithoutTargets()
    {
        using var build = new Recorded();
        var runner = new FakeCommandRunner();

        var images = BakeRunner.Run(build.Request(), runner, build, build.Problems, CancellationToken.None);

        Assert.That(images, Is.Empty);
        Assert.That(runner.Commands, Is.Empty);
    }

    private static Command Bake(
        Esb.Build.Engines.DockerSettings docker, string buildx = "0.13.1",
        Func<ImageDefinition, ImageDefinition>? change = null,
        params string[] entitlements)
    {
        using var build = new Recorded { Docker = docker };
        var runner = Engines.Docker.Working(buildx: "x v" + buildx).On("buildx bake", Recorded.Success("", "ok"));
        var request = build.Request("ok");
        var image = request.Targets[0] with
        {
            Entitlements = [.. entitlements.Where(static e => e is not "ssh")],
            Ssh = entitlements.Contains("ssh", StringComparer.Ordinal) ? ["default"] : [],
        };
        request = request with
        {
            Targets = [change is null ? image : change(image)],
        };

        BakeRunner.Run(request, runner, build, build.Problems, CancellationToken.None);
        return runner.Asked("buildx bake").Single();
    }
}
