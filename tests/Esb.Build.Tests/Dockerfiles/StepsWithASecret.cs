using Esb.Build.Dockerfiles;

namespace Esb.Build.Tests.Dockerfiles;

public sealed class StepsWithASecret
{
    private const string Step = "RUN --mount=type=secret,id=token cat /run/secrets/token\n";

    [TestCase("FROM a\nARG T\n" + Step, true)]
    [TestCase("FROM a\nARG T=default\n" + Step, true)]
    [TestCase("FROM a\nARG A T B\nRUN true\n" + Step + Step, true)]
    [TestCase("FROM a\nARG T\n" + Step + "FROM b\nARG T\n" + Step, true)]
    [TestCase("FROM a\nARG T\nFROM b\nRUN --mount=type=secret,id=other x\n", true)]
    [TestCase("FROM a\nARG T\nRUN true\n", true)]
    [TestCase("FROM a\n" + Step, false)]
    [TestCase("FROM a\n" + Step + "ARG T\n", false)]
    [TestCase("ARG T\nFROM a\n" + Step, false)]
    [TestCase("FROM a AS a\nARG T\nFROM b\n" + Step, false)]
    [TestCase("FROM a AS a\nARG T\nFROM a\n" + Step, false)]
    [TestCase("FROM a\nARG OTHER\n" + Step, false)]
    [TestCase("FROM a\nARG t\n" + Step, false)]
    [TestCase("FROM a\nARG T\nENV T=1\n" + Step, false)]
    [TestCase("FROM a\nARG T\nONBUILD " + Step, false)]
    [TestCase("FROM a\nRUN --mount=type=secret,target=/x/token cat /x/token\nARG T\n", false)]
    [TestCase("FROM a\nRUN --mount=type=secret,dst=/x/other cat /x/other\nARG T\n", true)]
    [TestCase("FROM a\nRUN --mount=type=secret,id=$ID x\nARG T\n", false)]
    [TestCase("FROM a\nRUN --mount=type=$TYPE,id=token x\nARG T\n", false)]
    [TestCase("FROM a\nRUN --mount=type=cache,id=token,target=/c x\nARG T\n", true)]
    [TestCase("FROM a\nRUN --mount=TYPE=Secret,ID=token x\nARG T\n", false)]
    [TestCase("FROM a\nRUN --mount=\"type=secret\",\"id=token\" x\nARG T\n", false)]
    public void NoticeAnArgumentThatStandsBeforeThem(string text, bool expected) =>
        Assert.That(SecretSteps.Notice(Read.Text(text), "token", "T"), Is.EqualTo(expected));
}
