using Esb.Build.Diagnostics;

namespace Esb.Build.Tests.Plans;

/// <summary>Each mistake stands in the second item, on line 3.</summary>
public sealed class ItemWithAMistake
{
    private ImageProject _project = null!;

    [SetUp]
    public void SetUp() => _project = new ImageProject().Image("first");

    [TearDown]
    public void TearDown() => _project.Dispose();

    [Test]
    public void HasANameThatIsNone() =>
        _project.Image("Gate Way").FailsWith(Rules.BadImageName, 2, "'Gate Way'", "lower-case");

    [Test]
    public void HasAnUnknownKind() =>
        _project.Image("a", static i => i with { Kind = "basis" })
            .FailsWith(Rules.BadKind, 2, "'a'", "\"basis\"", "base, control");

    [Test]
    public void HasAnUnknownMode() =>
        _project.Image("a", static i => i with { Modes = ["podman"] })
            .FailsWith(Rules.UnknownMode, 2, "'podman'", "docker, containerd");

    [Test]
    public void IsReportedOnceForAllItsModes() =>
        _project.Item("a", static i => i with { Context = "no", Modes = ["docker", "containerd"] })
            .FailsWith(Rules.MissingContext, 2);

    [Test]
    public void HasAMissingContext() =>
        _project.Item("a", static i => i with { Context = "no/where" })
            .FailsWith(Rules.MissingContext, 2, "'no/where'");

    [Test]
    public void HasNoDockerfile()
    {
        Directory.CreateDirectory(_project.Folder["empty"]);
        _project.Item("a", static i => i with { Context = "empty" })
            .FailsWith(Rules.MissingDockerfile, 2, _project.Folder["empty/Dockerfile"]);
    }

    [Test]
    public void NamesADockerfileThatIsNowhere() =>
        _project.Image("a", static i => i with { Dockerfile = "No.Dockerfile" })
            .FailsWith(Rules.MissingDockerfile, 2,
            $"'{_project.Folder["a/No.Dockerfile"]}' or '{_project.Folder["No.Dockerfile"]}'");

    [TestCase("https://me:hunter22@host/repo.git")]
    [TestCase("https://hunter22@host/repo.git")]
    public void HasALoginInItsContext(string address)
    {
        _project.Item("a", i => i with { Context = address })
            .FailsWith(Rules.LoginInContext, 2, "'https://***@host/repo.git'");
        Assert.That(_project.Problems().Single().Message, Does.Not.Contain("hunter22"));
    }

    [Test]
    public void HasALoginInANamedContext() =>
        _project.Image("a", static i => i with { Contexts = ["src=https://me:hunter22@host/x.git"] })
            .FailsWith(Rules.LoginInContext, 2, "'https://***@host/x.git'");

    [TestCase("config")]
    [TestCase("config=")]
    [TestCase("=folder")]
    [TestCase("Config=first")]
    [TestCase("con fig=first")]
    public void HasANamedContextThatIsNone(string entry) =>
        _project.Image("a", i => i with { Contexts = [entry] }).FailsWith(Rules.BadNamedContext, 2, $"'{entry}'");

    [Test]
    public void NamesAContextThatIsMissing() =>
        _project.Image("a", static i => i with { Contexts = ["config=no"] })
            .FailsWith(Rules.MissingNamedContext, 2, "'config'", "'no'");

    [Test]
    public void TakesTheContextOfTheSdk() =>
        _project.Image("a", static i => i with { Contexts = ["meta=first"] })
            .FailsWith(Rules.ReservedContext, 2, "'meta'");

    [Test]
    public void TakesTheContextOfTheSdkForABase() =>
        _project.Image("a", static i => i with { BaseImages = ["meta=debian:12"] })
            .FailsWith(Rules.ReservedContext, 2, "'meta'");

    [TestCase("context=docker-image://Debian:12")]
    [TestCase("context=docker-image://")]
    public void HasANamedContextThatIsNoReference(string entry) =>
        _project.Image("a", i => i with { Contexts = [entry] }).FailsWith(Rules.BadReference, 2, "the image");

    [TestCase("python=Debian 12")]
    [TestCase("python=docker-image://Debian")]
    public void HasABaseThatIsNoReference(string entry) =>
        _project.Image("a", i => i with { BaseImages = [entry] })
            .FailsWith(Rules.BadReference, 2, "the image", "Debian");

    [TestCase("debian:12")]
    [TestCase("Debian=debian:12")]
    [TestCase("=debian:12")]
    public void HasABaseWithoutAName(string entry) =>
        _project.Image("a", i => i with { BaseImages = [entry] })
            .FailsWith(Rules.BadReference, 2, "the name of the base image", "name=registry/image:tag");

    [TestCase("BaseImages")]
    [TestCase("Contexts")]
    public void IsBuiltFromAnUnknownImage(string metadata) =>
        _project.Image("a", i =>
            metadata is "Contexts" ? i with { Contexts = ["x=target:nope"] } : i with { BaseImages = ["nope"] })
            .FailsWith(Rules.UnknownBaseImage, 2, "'nope'", "BaseImages=\"nope=registry/image:tag\"");

    [Test]
    public void IsBuiltFromAnImageOfAnotherMode() =>
        _project.Image("a", static i => i with { Modes = ["docker", "containerd"], BaseImages = ["b"] })
            .Image("b", static i => i with { Modes = ["containerd"] })
            .FailsWith(Rules.BaseImageNotInMode, 2, "'b'", "modes containerd", "'docker'");

    [Test]
    public void IsBuiltInEveryModeFromAnImageOfOne() =>
        _project.Image("a", static i => i with { BaseImages = ["b"] })
            .Image("b", static i => i with { Modes = ["docker"] })
            .FailsWith(Rules.BaseImageNotInMode, 2, "'every mode'");

    [Test]
    public void IsBuiltFromItself() =>
        _project.Image("a", static i => i with { BaseImages = ["b"] })
            .Image("b", static i => i with { Contexts = ["x=target:a"] })
            .FailsWith(Rules.BaseImageCycle, 2, "a → b → a");

    [Test]
    public void HasARepositoryThatIsNone() =>
        _project.Image("a", static i => i with { Repository = "Team/A:1" })
            .FailsWith(Rules.BadReference, 2, "'Team/A:1'", "lower case");

    [Test]
    public void HasATagInItsRepository() =>
        _project.Image("a", static i => i with { Repository = "team/a:1" })
            .FailsWith(Rules.BadReference, 2, "use [registry/]repository, ");

    [Test]
    public void HasATagThatIsNone() =>
        _project.Image("a", static i => i with { Tags = ["1 0"] })
            .FailsWith(Rules.BadReference, 2, "the tag '1 0'", "letters", "registry/");

    [Test]
    public void HasAModeThatMakesItsTagTooLong()
    {
        var tag = new string('t', 125);
        _project.With(s => s with { Tag = tag }).Image("a", static i => i with { Modes = ["docker"] })
            .FailsWith(Rules.BadReference, 2, tag + "-docker", "128");
    }

    [TestCase("BuildArgs", "NAME")]
    [TestCase("Labels", "=x")]
    public void HasAValueWithoutAName(string metadata, string entry) =>
        _project.Image("a", i => metadata is "Labels" ? i with { Labels = [entry] } : i with { BuildArgs = [entry] })
            .FailsWith(Rules.BadNameValue, 2, metadata, $"'{entry}'", "%3B");

    [Test]
    public void HasAPlatformThatIsNone() =>
        _project.Image("a", static i => i with { Platforms = ["amd64"] })
            .FailsWith(Rules.BadPlatform, 2, "'amd64'", "linux/amd64");

    [Test]
    public void HasANetworkThatIsNone() =>
        _project.Image("a", static i => i with { Network = "bridge" }).FailsWith(Rules.BadNetwork, 2, "\"bridge\"");

    [TestCase("NoCache")]
    [TestCase("Pull")]
    public void HasANeitherTrueNorFalse(string metadata) =>
        _project.Image("a", i => metadata is "Pull" ? i with { Pull = "yes" } : i with { NoCache = "yes" })
            .FailsWith(Rules.BadBoolean, 2, metadata + "=\"yes\"");

    [TestCase("default=")]
    [TestCase("agent")]
    [TestCase("=key")]
    [TestCase("git=no/key")]
    [TestCase("git=com,ma")]
    public void HasAnSshKeyThatIsNone(string entry)
    {
        _project.Folder.Write("com,ma", "");
        _project.Image("a", i => i with { Ssh = [entry] }).FailsWith(Rules.BadSsh, 2, $"'{entry}'");
    }

    [TestCase("folder")]
    [TestCase("type=")]
    [TestCase("dest=x")]
    [TestCase("type=local,folder")]
    [TestCase("type=local,\"dest=x")]
    public void HasAnOutputThatIsNone(string entry) =>
        _project.Image("a", i => i with { Outputs = [entry] }).FailsWith(Rules.BadOutput, 2, $"'{entry}'");

    [Test]
    public void BecomesTheTargetOfAnother() =>
        _project.Image("a.b").Image("a_b").FailsWith(Rules.TargetCollision, 3, "'a_b'", "'a.b'");

    [TestCase("a b")]
    [TestCase("-a")]
    [TestCase("default")]
    [TestCase("functions")]
    [TestCase("control-images-docker")]
    public void HasAGroupThatIsNone(string group) =>
        _project.Image("a", i => i with { Groups = [group] }).FailsWith(Rules.BadGroup, 2, $"'{group}'", "base-images");

    [Test]
    public void HasTheNameOfAGroup() =>
        _project.Image("front").Image("a", static i => i with { Groups = ["front"] })
            .FailsWith(Rules.GroupCollision, 3, "'front'");

    [Test]
    public void HasTheNameOfAGroupOfTheSdk() =>
        _project.Image("functions").FailsWith(Rules.GroupCollision, 2, "'functions'");

    [TestCase("esb-first:latest")]
    [TestCase("docker.example.com/x")]
    [TestCase("docker.example.com/x:latest")]
    public void HasTheReferenceOfAnother(string tag) =>
        _project.Image("b", static i => i with { Tags = ["docker.example.com/x:latest"] })
            .Image("a", i => i with { Tags = [tag] })
            .FailsWith(Rules.ReferenceCollision, 3, "'a'");

    [Test]
    public void HasOneReferenceInTwoModes() =>
        _project.Image("a", static i => i with { Modes = ["docker", "containerd"], Tags = ["x/a:1"] })
            .FailsWith(Rules.ReferenceCollision, 2, "'a-docker'", "'x/a:1'");

    [Test]
    public void IsReportedWithAllOthers() =>
        Assert.That(
            _project.Image("B").Image("a", static i => i with { Kind = "x", Network = "y", Context = "no" }).Problems()
                .Select(static p => (p.Rule.Code, p.Position!.Line)),
            Is.EqualTo([("ESB2001", 3), ("ESB2002", 4), ("ESB2004", 4), ("ESB2015", 4)]));
}
