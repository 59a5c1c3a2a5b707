namespace Esb.Docker.Tests.Images;

/// <summary>Dockerfiles where docker build finds them, and where it does not.</summary>
public sealed class FoundDockerfiles : DockerFixture
{
    [Test]
    public void MayBeInLowerCase()
    {
        var folder = NewImage(VersionOnly);
        File.Move(folder.Files["svc/Dockerfile"], folder.Files["svc/dockerfile"]);
        folder.Files.Write("svc/dockerfile", "FROM scratch\nCOPY . /\n" + CopyVersion);
        folder.Files.Write("svc/dockerfile.dockerignore", "*.log\n");
        folder.MustBuild("-t:EsbImages");

        folder.Files.Write("svc/new.log", "ignored");
        folder.MustBuild("-t:EsbPlan");
        Assert.That(folder.Stale, Is.Empty);
    }

    [Test]
    public void MayBeLinksInTheirFolder()
    {
        var folder = NewImage(VersionOnly);
        File.Move(folder.Files["svc/Dockerfile"], folder.Files["svc/real"]);
        File.CreateSymbolicLink(folder.Files["svc/Dockerfile"], "real");
        folder.MustBuild("-t:EsbImages");

        folder.Files.Write("svc/real", VersionOnly + "LABEL x=1\n");
        folder.MustBuild("-t:EsbPlan");
        Assert.That(folder.Stale.Keys, Is.EqualTo(["svc"]));
    }

    [Test]
    public void AreNoLinksOutOfTheirFolder()
    {
        var folder = NewImage(VersionOnly);
        File.Move(folder.Files["svc/Dockerfile"], folder.Files["Dockerfile"]);
        File.CreateSymbolicLink(folder.Files["svc/Dockerfile"], "../Dockerfile");
        var build = folder.Build("-t:EsbImages");
        Assert.That(build.Errors.Select(static e => e.Code), Is.EqualTo(["ESB2109"]), build.ToString());
    }
}
