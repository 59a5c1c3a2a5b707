namespace Esb.Docker.Tests.Failures;

/// <summary>A mistake in a Dockerfile is one error, at its line, in the words of whoever noticed it.</summary>
public sealed class FailingSteps : DockerFixture
{
    private const string Run =
        "FROM esb-test/busybox:1\n# why\nRUN echo first \\\n && echo 'no such package: frob' >&2 && exit 7\n" + CopyVersion;
    private const string Copy = "FROM scratch\nCOPY nothere /x\nCOPY --from=meta /version.json /app/version.json\n";
    private const string Syntax = "FROM scratch\nCOPY --from=meta /version.json /app/version.json\n\nRUNN echo\n";
    private const string Base = "FROM nosuch.invalid/base:1\nCOPY --from=meta /version.json /app/version.json\n";
    private const string Secret =
        "FROM esb-test/busybox:1\nRUN --mount=type=secret,id=forgotten,required=${PATH:+true} true\n" + CopyVersion;
    private const string Flag = "FROM scratch\nCOPY --nosuchflag=1 a /a\n" + CopyVersion;
    private const string Memory = "FROM esb-test/busybox:1\nRUN sh -c 'kill -9 $$' || exit $?\n" + CopyVersion;

    [TestCase(Run, "ESB3001", 3, "no such package: frob", TestName = "OfACommandHaveItsLastWords")]
    [TestCase(Run, "ESB3001", 3, "ended with exit code 7", TestName = "OfACommandHaveItsExitCode")]
    [TestCase(Memory, "ESB3001", 2, "killed, mostly for want of memory", TestName = "OfAKilledCommandSaySo")]
    [TestCase(Copy, "ESB3003", 2, "'/nothere' is not where 'COPY nothere /x'", TestName = "OfACopyNameTheFile")]
    [TestCase(Syntax, "ESB3004", 4, "unknown instruction: RUNN", TestName = "OfSyntaxNameTheWord")]
    [TestCase(Flag, "ESB3004", 2, "nosuchflag", TestName = "OfAFlagNameIt")]
    [TestCase(Base, "ESB3005", 1, "'nosuch.invalid/base:1'", TestName = "OfABaseImageNameIt")]
    [TestCase(Secret, "ESB3006", 2, "secret forgotten: not found", TestName = "OfAForgottenSecretNameIt")]
    public void AreOneErrorAtTheLine(string dockerfile, string code, int line, string inMessage)
    {
        var folder = NewImage(dockerfile);
        var build = folder.Build("-t:EsbImages");
        Assert.That(build.Succeeded, Is.False);
        Assert.That(
            build.Errors.Select(static e => (e.Code, e.File, e.Line)),
            Is.EqualTo([(code, folder.Files["svc/Dockerfile"], line)]), build.ToString());
        Assert.That(build.Errors[0].Message, Does.Contain(inMessage).And.Not.Contain("\n"));
        Assert.That(build.Result.Output, Does.Contain($"Dockerfile({line},1): error {code}: "));
    }

    [Test]
    public void OfAnUnknownStageAreFoundBeforeAnythingIsBuilt()
    {
        var folder = NewImage("FROM scratch AS prod\n" + CopyVersion, "Stage=\"debug\"");
        var build = folder.Build("-t:EsbImages");
        Assert.That(build.Errors.Select(static e => e.Code), Is.EqualTo(["ESB2105"]), build.ToString());
        Assert.That(build.Tasks, Does.Not.Contain("RunBake"));
    }

    [Test]
    public void OfARequiredSecretAreFoundBeforeAnythingIsBuilt()
    {
        var folder = NewImage("FROM scratch\nRUN --mount=type=secret,id=ca,required=true true\n" + CopyVersion);
        var build = folder.Build("-t:EsbImages");
        Assert.That(build.Errors.Select(static e => (e.Code, e.Line)), Is.EqualTo([("ESB2108", 2)]), build.ToString());
        Assert.That(build.Tasks, Does.Not.Contain("RunBake"));
    }

    [Test]
    public void OfAnUnknownStageInCopyAreAtItsLine()
    {
        var folder = NewImage("FROM scratch\nCOPY --from=nosuch.invalid/stage /x /x\n" + CopyVersion);
        var build = folder.Build("-t:EsbImages");
        Assert.That(build.Errors.Select(static e => (e.Code, e.Line)), Is.EqualTo([("ESB3005", 2)]), build.ToString());
    }

    [Test]
    public void OfAnOutputNameItsFolder()
    {
        var build = NewImage(VersionOnly, "Outputs=\"type=local,dest=/proc/nosuch/out\"").Build("-t:EsbImages");
        Assert.That(build.Errors.Select(static e => e.Code), Is.EqualTo(["ESB3006"]), build.ToString());
        Assert.That(build.Errors[0].Message, Does.Contain("/proc/nosuch"));
    }

    [Test]
    public void OfBakeItselfSayHowToSeeItAlone()
    {
        var folder = NewImage(VersionOnly, "Ssh=\"default\"");
        folder.Files.Environment.Remove("SSH_AUTH_SOCK");
        var build = folder.Build("-t:EsbImages");
        Assert.That(build.Errors.Select(static e => e.Code), Is.EqualTo(["ESB3007"]), build.ToString());
        var bakeFile = folder.Files["obj/esb/images.proj/docker-bake.json"];
        Assert.That(
            build.Errors[0].Message,
            Does.Contain("SSH_AUTH_SOCK")
                .And.Contain($"BUILDX_BAKE_ENTITLEMENTS_FS=0 docker buildx bake -f {bakeFile} svc"));
    }
}
