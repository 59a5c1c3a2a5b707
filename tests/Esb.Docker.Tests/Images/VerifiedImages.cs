using Esb.Testing;

namespace Esb.Docker.Tests.Images;

/// <summary><c>EsbVerify</c> believes nothing but what is in the image.</summary>
public sealed class VerifiedImages : DockerFixture
{
    [Test]
    public void PassWhereTheySayHead()
    {
        var folder = NewImage(VersionOnly);
        var build = folder.Build("-t:EsbVerify");
        Assert.That((build.Succeeded, build.Codes), Is.EqualTo((true, Array.Empty<string>())), build.ToString());
        Assert.That(Left(folder), Is.Empty);
        Assert.That(
            build.Messages,
            Does.Contain($"1 of 1 images say {folder.Files.Git("rev-parse", "HEAD")} in /app/version.json"));
    }

    [Test]
    public void FailWhereTheFileIsMissing()
    {
        var folder = NewImage("FROM scratch\nCOPY Dockerfile /\n");
        AssertFails(folder, "ESB3053", folder.Image());
    }

    [Test]
    public void FailWhereTheTagWasMovedToAnOlderImage()
    {
        var folder = NewImage(VersionOnly);
        var old = folder.Files.Git("rev-parse", "HEAD");
        folder.MustBuild("-t:EsbImages", "-p:EsbTag=old");
        folder.Files.Commit();
        Meddle(folder, $"tag {folder.Image(tag: "old")} {folder.Image()}");

        AssertFails(folder, "ESB3054", $"of {old}, and HEAD is {folder.Files.Git("rev-parse", "HEAD")}");
    }

    [Test]
    public void FailWhereSomebodyRemovedThem()
    {
        var folder = NewImage(VersionOnly);
        Meddle(folder, $"rm {folder.Image()}");
        AssertFails(folder, "ESB3052", folder.Image());
    }

    [Test]
    public void FailWhereTheFileCannotBeRead()
    {
        var folder = NewImage("FROM esb-test/busybox:1\nRUN mkdir -p /app && ln -s version.json /app/version.json\n");
        AssertFails(folder, "ESB3051", folder.Image());
    }

    private static void AssertFails(DockerFolder folder, string code, string inMessage)
    {
        var build = folder.Build("-t:EsbVerify");
        Assert.That(build.Succeeded, Is.False);
        Assert.That(build.Errors.Select(static e => e.Code), Is.EqualTo([code]), build.ToString());
        Assert.That(build.Errors[0].Message, Does.Contain(inMessage));
        Assert.That(Left(folder), Is.Empty);
    }

    // Containers that were made to look into the images and not removed.
    private static IEnumerable<string> Left(DockerFolder folder) =>
        DockerEngine.Must("ps", "--all", "--filter", "label=com.esb.verify", "--format", "{{.Image}}").Split('\n')
            .Where(image => image.StartsWith(folder.Brand, StringComparison.Ordinal));

    // Runs between the build and the look into the image, as another build on the same engine would.
    private static void Meddle(DockerFolder folder, string command) =>
        folder.Files.Write("Directory.Build.targets", $"""
        <Project>
          <PropertyGroup><EsbAfterImagesTargets>Meddle</EsbAfterImagesTargets></PropertyGroup>
          <Target Name="Meddle"><Exec Command="docker image {command}" /></Target>
        </Project>
        """);
}
