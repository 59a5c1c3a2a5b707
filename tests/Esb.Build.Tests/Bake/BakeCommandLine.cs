using Esb.Build.Bake;
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
            Bake(Engines.Docker.Settings(), buildx, "", "network.host", "ssh").ToString(),
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

        Assert.That(
            Bake(docker, attestation: attestation).Environment.GetValueOrDefault("BUILDX_GIT_INFO"),
            Is.EqualTo(expected));
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
        Esb.Build.Engines.DockerSettings docker, string buildx = "0.13.1", string attestation = "",
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
            Targets = [attestation.Length == 0 ? image : image with { Attestations = [attestation] }],
        };

        BakeRunner.Run(request, runner, build, build.Problems, CancellationToken.None);
        return runner.Asked("buildx bake").Single();
    }
}
