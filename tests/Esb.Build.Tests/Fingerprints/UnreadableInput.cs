using System.Runtime.Versioning;
using Esb.Build.Diagnostics;
using Esb.Build.Dockerfiles;
using Esb.Testing;

namespace Esb.Build.Tests.Fingerprints;

public sealed class UnreadableInput
{
    private static void IsReported(Action<GatewayImage> change, Rule rule, string path)
    {
        using var gateway = new GatewayImage();
        change(gateway);
        var problem = gateway.Problems().Single();
        Assert.That((problem.Rule, problem.Message.Contains(gateway[path], StringComparison.Ordinal)),
            Is.EqualTo((rule, true)));
    }

    [Test]
    public void MayBeAMissingContext() => IsReported(
        static g => Directory.Delete(g["config"], recursive: true), Rules.CannotRead, "config");

    [Test]
    public void MayBeAMissingDockerfile() => IsReported(
        static g => File.Delete(g["services/gateway/Dockerfile"]), Rules.CannotRead, "services/gateway/Dockerfile");

    [Test]
    public void MayBeADockerfileThatLeadsToItself() => IsReported(
        static g =>
        {
            g.Image = g.Image with { Dockerfile = g["loop"] };
            File.CreateSymbolicLink(g["loop"], "loop");
        },
        Rules.CannotRead,
        "loop");

    [Test]
    public void MayBeAMissingSecret() => IsReported(
        static g => g.Image = g.Image with { Secrets = [new("a", g["none"], "")] }, Rules.CannotRead, "none");

    [TestCaseSource(typeof(SpecialFiles), nameof(SpecialFiles.Kinds))]
    [CancelAfter(60_000)]
    [UnsupportedOSPlatform("windows")]
    public void MayBeASecretThatIsNoRegularFile(string kind)
    {
        using var folder = new TemporaryFolder();
        IsReported(
            g => g.Image = g.Image with { Secrets = [new("a", SpecialFiles.Make(folder, kind), "")] },
            Rules.CannotRead,
            folder[kind.Replace(' ', '-')]);
    }

    [TestCaseSource(typeof(SpecialFiles), nameof(SpecialFiles.Kinds))]
    [CancelAfter(60_000)]
    [UnsupportedOSPlatform("windows")]
    public void MayBeADockerfileThatIsNoRegularFile(string kind)
    {
        using var folder = new TemporaryFolder();
        var problems = new ProblemList();
        var path = SpecialFiles.Make(folder, kind);
        Assert.That(DockerfileReader.Read(path, problems), Is.Null);
        Assert.That(problems.Found.Single().Message, Does.Contain(path).And.Contain("it is no regular file."));
    }

    [Test]
    public void MayBeTheSaltsFolder() => IsReported(
        static g =>
        {
            Directory.CreateDirectory(g[".esb/salt"]);
            g.Image = g.Image with { Secrets = [new("a", g["npmrc"], "")] };
        },
        Rules.CannotWrite,
        ".esb/salt");

    [Test]
    public void MayBeTheCachesFolder() =>
        IsReported(static g => g.Write("obj", "a file"), Rules.CannotWrite, "obj");

    [Test]
    public void MayBeTheCacheItself() => IsReported(
        static g => Directory.CreateDirectory(g.CacheFile), Rules.CannotWrite, "obj/stat-cache.bin");

    [Test]
    public void MayBeABadIgnorePattern()
    {
        using var gateway = new GatewayImage();
        gateway.Write("services/gateway/.dockerignore", "[a\n");
        var problem = gateway.Problems().Single();
        Assert.That((problem.Rule, problem.Position!.File, problem.Position.Line),
            Is.EqualTo((Rules.IgnorePattern, gateway["services/gateway/.dockerignore"], 1)));
    }
}
