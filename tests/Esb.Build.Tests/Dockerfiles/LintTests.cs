using Esb.Build.Diagnostics;
using Esb.Build.Dockerfiles;

namespace Esb.Build.Tests.Dockerfiles;

public sealed class VersionFileOfAnImage
{
    [TestCase("FROM a\nCOPY --from=meta /version.json /app/version.json")]
    [TestCase("FROM a\nCOPY --from=meta version.json /app/")]
    [TestCase("FROM a\nCOPY --from=meta --chmod=644 [\"/version.json\", \"/app/\"]")]
    [TestCase("FROM a\nCOPY --from=meta / /app/")]
    [TestCase("FROM a\nCOPY --from=meta . /app")]
    [TestCase("FROM a\nCOPY --from=meta /*.json /app/")]
    [TestCase("FROM a\nCOPY --from=meta /version.json /other.json /app/x/..")]
    [TestCase("FROM a\nCOPY --from=meta --parents /version.json /app/")]
    [TestCase("FROM a\nWORKDIR /app\nCOPY --from=meta /version.json .")]
    [TestCase("FROM a\nWORKDIR /app\nCOPY --from=meta /version.json /app")]
    [TestCase("FROM a\nWORKDIR /app/sub\nCOPY --from=meta /version.json ../")]
    [TestCase("FROM scratch\nWORKDIR app\nCOPY --from=meta /version.json ./version.json")]
    [TestCase("FROM a\nARG D=/app\nCOPY --from=meta /version.json $D/version.json")]
    [TestCase("FROM a AS x\nCOPY --from=meta /version.json /app/version.json\nFROM x\nUSER 1")]
    [TestCase("FROM a AS x\nCOPY --from=meta / /app/\nFROM b\nCOPY --from=x /app /app")]
    [TestCase("FROM a\nCOPY --from=meta / /app/\nFROM b\nCOPY --from=0 /app/version.json /app/")]
    [TestCase("FROM a\nCOPY --from=meta --exclude=*.txt / /app/")]
    [TestCase("# syntax=earthly/x\nVERSION 1")]
    public void IsThere(string text) => Assert.That(Read.Lint(text), Is.Empty);

    [TestCase("FROM a")]
    [TestCase("FROM a\nCOPY version.json /app/version.json")]
    [TestCase("FROM a\nCOPY --from=meta")]
    [TestCase("FROM a\nCOPY --from=other /version.json /app/version.json")]
    [TestCase("FROM a\nCOPY --from=META /version.json /app/version.json")]
    [TestCase("FROM a\nCOPY --from=meta /version.json /version.json")]
    [TestCase("FROM a\nCOPY --from=meta /version.json /app")]
    [TestCase("FROM a\nCOPY --from=meta /version.json .")]
    [TestCase("FROM a\nCOPY --from=meta /other.json /app/")]
    [TestCase("FROM a\nCOPY --from=meta --exclude=version.* / /app/")]
    [TestCase("FROM a\nWORKDIR $BY_THE_BASE\nCOPY --from=meta /version.json .")]
    [TestCase("FROM a\nCOPY --from=meta /version.json $BY_THE_BASE/")]
    [TestCase("FROM a\nCOPY --from=meta /version.json /app/version.json\nFROM b")]
    [TestCase("FROM a AS x\nCOPY --from=meta / /app/\nFROM b\nCOPY --from=x /bin /app")]
    public void IsMissed(string text)
    {
        var found = Read.Lint(text);
        Assert.That(found.Select(static d => d.Rule), Is.EqualTo([Rules.NoVersionFile]));
        Assert.That(found[0].Position!.Line, Is.EqualTo(Read.Text(text).Stages[^1].From.Line));
    }

    [TestCase("FROM base", true)]
    [TestCase("ARG B=docker.io/library/base:latest\nFROM $B", true)]
    [TestCase("FROM base AS x\nFROM b\nCOPY --from=x /app/version.json /app/", true)]
    [TestCase("FROM b\nCOPY --from=base /app /app", true)]
    [TestCase("FROM base:2", false)]
    [TestCase("FROM $B", false)]
    [TestCase("FROM base AS x\nFROM b\nCOPY --from=x /bin /app", false)]
    public void ComesWithAnImageOfTheProject(string text, bool isThere)
    {
        var images = new HashSet<string>(["base"], StringComparer.Ordinal);
        var settings = new LintSettings(new()) { ProjectImages = images };

        Assert.That(Read.Lint(text, settings), isThere ? Is.Empty : Has.Count.EqualTo(1));
    }

    [Test]
    public void IsAskedOfTheTargetOnly()
    {
        const string Text = "FROM a AS one\nFROM b AS two\nCOPY --from=about / /app/";
        Assert.That(Read.Lint(Text, new(new()) { MetaContext = "about" }), Is.Empty);
        var missing = Read.Lint(Text, new(new("one")) { MetaContext = "about" }).Single();
        Assert.That(missing.Message, Does.Contain("--from=about").And.Contain("'one'"));
    }
}

public sealed class LoginInAnInstruction
{
    [TestCase("ADD https://me:hunter22@host/x /x", "ADD")]
    [TestCase("ONBUILD RUN curl https://hunter22@host", "RUN")]
    [TestCase("ARG PROXY=http://me:hunter22@proxy:3128", "ARG")]
    public void IsFound(string line, string keyword)
    {
        var found = Read.Lint($"FROM a\nCOPY --from=meta / /app/\n{line}").Single();
        Assert.That((found.Rule, found.Position!.Line), Is.EqualTo((Rules.LoginInDockerfile, 3)));
        Assert.That(found.Message, Does.StartWith(keyword + " ").And.Not.Contain("hunter22"));
    }

    [TestCase("RUN git clone https://ci:$(cat /run/secrets/token)@host/x")]
    [TestCase("RUN git clone ssh://git@host/x")]
    [TestCase("# https://me:pass@host")]
    public void IsNone(string line) =>
        Assert.That(Read.Lint($"FROM a\nCOPY --from=meta / /app/\n{line}"), Is.Empty);
}

public sealed class UnwantedName
{
    [Test]
    public void IsReportedWhereItStands()
    {
        const string Text = "ARG GIT_SHA\nFROM a\nCOPY --from=meta / /app/\nARG X=1 \\\n  BUILD_DATE=2\n";
        var found = Read.Lint(Text + "ENV \"ESB_VERSION\"=$X\nONBUILD ENV GIT_SHA 1\n");
        Assert.That(found.Select(static d => (d.Rule.Code, d.Position!.Line, d.Position.Column)),
            Is.EqualTo([("ESB2102", 1, 5), ("ESB2102", 5, 3), ("ESB2103", 6, 5), ("ESB2103", 7, 13)]));
    }

    [TestCase("my-shop")]
    [TestCase("my.shop")]
    public void FollowsTheBrand(string brand)
    {
        const string Text = "ARG MY_SHOP_VERSION\nARG SHOP_VERSION\nFROM a\nCOPY --from=meta / /app/";
        var found = Read.Lint(Text, new(new(), brand));
        Assert.That(found.Select(static d => d.Position!.Line), Is.EqualTo([1]));
    }

    [Test]
    public void IsTheRuntimeInBaseAndFunctionImagesOnly()
    {
        const string Text = "FROM a\nCOPY --from=meta / /app/\nENV X=1 IMAGE_RUNTIME=docker";
        Assert.That(Read.Lint(Text), Is.Empty);
        var found = Read.Lint(Text, new(new()) { IsBaseOrFunction = true }).Single();
        Assert.That(found.Rule, Is.EqualTo(Rules.RuntimeVariable));
        Assert.That(found.Position, Is.EqualTo(new SourcePosition("/repo/Dockerfile", 3, 9)));
    }
}

public sealed class MissingStage
{
    [Test]
    public void IsReportedWithTheStagesThereAre()
    {
        var found = Read.Lint("FROM a AS one\nFROM b AS two\nFROM c", new(new BuildScope("three"))).Single();
        Assert.That(found.Rule, Is.EqualTo(Rules.UnknownStage));
        Assert.That(found.Message, Does.Contain("'one', 'two'"));
        Assert.That(Read.Lint("FROM a", new(new BuildScope("three"))).Single().Message, Does.Contain("(none)"));
    }

    [Test]
    public void IsReportedForAFileWithoutAny() =>
        Assert.That(Read.Lint("# nothing\nRUN x").Select(static d => d.Rule), Is.EqualTo([Rules.NoStage]));
}
