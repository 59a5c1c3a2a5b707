using Esb.Build.Dockerfiles;

namespace Esb.Build.Tests.Dockerfiles;

public sealed class StagesOfAFile
{
    [Test]
    public void HaveNumberNameImageAndInstructions()
    {
        var stages = Read.Text("ARG X\nfrom --platform=$P a:1 as Build\nRUN x\nFROM b").Stages;
        Assert.That(stages.Select(static s => (s.Number, s.Name, s.Image.Text, s.From.Line, s.Instructions.Count)),
            Is.EqualTo([(0, "Build", "a:1", 2, 1), (1, (string?)null, "b", 4, 0)]));
        Assert.That(stages[0].Image.Column, Is.EqualTo(20));
    }

    [TestCase(null, 2)]
    [TestCase("", 2)]
    [TestCase("ONE", 0)]
    [TestCase("0", null)]
    [TestCase("none", null)]
    public void AreFoundByName(string? target, int? number) =>
        Assert.That(Read.Text("FROM a AS one\nFROM b AS two\nFROM c").FindStage(target)?.Number, Is.EqualTo(number));
}

public sealed class ReferenceToOutside
{
    [TestCase("FROM a", "a")]
    [TestCase("FROM scratch", "")]
    [TestCase("FROM", "")]
    [TestCase("FROM a AS x\nFROM X", "a")]
    [TestCase("FROM a AS x\nFROM b", "b")]
    [TestCase("FROM 0", "0")]
    [TestCase("FROM a\nFROM b\nCOPY --from=0 / /", "a b")]
    [TestCase("FROM a AS x\nFROM b AS y\nCOPY --from=x / /\nFROM c\nCOPY --from=Y / /", "a b c")]
    [TestCase("FROM a\nCOPY --from=meta / /\nADD --from=more / /\nCOPY --chown=1 x y", "a meta more")]
    [TestCase("FROM a\nRUN --mount=type=bind,from=m,target=/m --mount=type=cache,target=/c x", "a m")]
    [TestCase("FROM a\nRUN --mount --mount=\\\"from=n\\\",target=/n x", "a n")]
    [TestCase("FROM a\nCOPY --from=later / /\nFROM b AS later\nFROM c", "c")]
    [TestCase("FROM a AS x\nONBUILD COPY --from=kept / /\nFROM x", "a kept")]
    [TestCase("FROM a\nRUN --from=not x\nCOPY --from x y", "a")]
    public void IsFound(string text, string names) =>
        Assert.That(string.Join(' ', Read.Outside(text)), Is.EqualTo(names));

    [TestCase("ARG B=base\nFROM ${B}:1", "base:1")]
    [TestCase("ARG B\nFROM ${B:-base}", "base")]
    [TestCase("ARG B=1 C=$B-2\nFROM x$C", "x1-2")]
    [TestCase("FROM a-$TARGETARCH", "a-$TARGETARCH (unknown)")]
    [TestCase("ARG B=base\nFROM scratch\nARG B\nCOPY --from=$B / /", "base")]
    [TestCase("ARG B=base\nFROM scratch\nCOPY --from=x$B / /", "x")]
    [TestCase("FROM scratch AS s\nARG N=n\nENV M=m\nFROM s\nCOPY --from=$N$M / /", "nm")]
    [TestCase("FROM scratch\nENV A=1\nENV A=2 B=$A\nCOPY --from=x$B / /", "x1")]
    [TestCase("FROM scratch\nENV A=env\nARG A=arg\nCOPY --from=$A / /", "arg")]
    [TestCase("FROM a\nCOPY --from=$SET_BY_A / /", "a $SET_BY_A (unknown)")]
    [TestCase("FROM scratch\nARG TARGETARCH\nCOPY --from=$TARGETARCH / /", "$TARGETARCH (unknown)")]
    [TestCase("# escape=`\nARG B=b\nFROM a`$B", "a$B")]
    public void IsExpanded(string text, string names) =>
        Assert.That(string.Join(' ', Read.Outside(text)), Is.EqualTo(names));

    [Test]
    public void UsesTheArgumentsOfTheBuild()
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal) { ["B"] = "b", ["TARGETARCH"] = "arm64" };
        var scope = new BuildScope { Arguments = given };
        var found = Read.Outside("ARG B=x\nFROM $B-$TARGETARCH\nARG B\nCOPY --from=$B / /", scope);
        Assert.That(found, Is.EqualTo(["b-arm64", "b"]));
        Assert.That(Read.Outside("FROM scratch\nCOPY --from=x$B / /", scope), Is.EqualTo(["x"]));
    }

    [Test]
    public void FollowsTheTarget() =>
        Assert.That(Read.Outside("FROM a AS one\nFROM b", new BuildScope("ONE")), Is.EqualTo(["a"]));

    [Test]
    public void IsNothingWithoutTheTarget() => Assert.That(Read.Outside("FROM a", new BuildScope("none")), Is.Empty);

    [Test]
    public void TakesANamedContextBeforeAStage()
    {
        var scope = new BuildScope { Contexts = ["deps"] };
        var found = Read.Outside("FROM a AS deps\nFROM deps AS x\nCOPY --from=deps / /\nCOPY --from=0 / /", scope);
        Assert.That(found, Is.EqualTo(["deps", "deps", "deps"]));
    }

    [Test]
    public void KnowsItsLineAndKind()
    {
        var file = Read.Text("FROM \\\n a\nCOPY \\\n --from=m / /\nRUN --mount=from=n x");
        var found = StageReferences.Plan(file, new BuildScope());
        Assert.That(found.Select(static r => (r.Line, r.Kind)),
            Is.EqualTo([(2, ReferenceKind.From), (4, ReferenceKind.Copy), (5, ReferenceKind.Mount)]));
    }
}

public sealed class ExpandedText
{
    [TestCase("$A", "foobar")]
    [TestCase("${A}x", "foobarx")]
    [TestCase("$A.x", "foobar.x")]
    [TestCase("${U}|$U|$1|$@|$", "||||$")]
    [TestCase("${E:-d}${E-d}${U-d}", "dd")]
    [TestCase("${A:+p}${E:+p}${E+p}${U+p}", "pp")]
    [TestCase("${A:?no}${E?no}", "foobar")]
    [TestCase("${U:-${A:-x}}", "foobar")]
    [TestCase("'$A'\"$A\"", "$Afoobar")]
    [TestCase("\\$A \"\\$A\\\"\\x\"", "$A $A\"\\x")]
    [TestCase("${A#f*o}|${A##f*o}|${A#x}", "obar|bar|foobar")]
    [TestCase("${A%o*}|${A%%o*}|${A%?}", "fo|f|fooba")]
    [TestCase("${A/o/0}|${A//o/0}|${A//f*/}|${A/x/y}", "f0obar|f00bar||foobar")]
    [TestCase("${A#\\*}x\\", "foobarx")]
    public void IsAsBuildKitHasIt(string text, string expected)
    {
        var variables = new Variables(othersAreUnknown: false);
        variables.Set("A", new("foobar", true));
        variables.Set("E", new("", true));
        Assert.That(Expansion.Expand(text, variables, '\\'), Is.EqualTo(new Expanded(expected, true)));
    }

    [TestCase("${")]
    [TestCase("${}")]
    [TestCase("${A")]
    [TestCase("${A:")]
    [TestCase("${A:-x")]
    [TestCase("${A!x}")]
    [TestCase("${A:?gone}")]
    [TestCase("${A#\\q}")]
    [TestCase("${A/\\q/x}")]
    [TestCase("'a")]
    [TestCase("\"a")]
    public void StaysAsItIsWhereBuildKitRefuses(string text) =>
        Assert.That(Expansion.Expand(text, new Variables(false), '\\'), Is.EqualTo(new Expanded(text, false)));
}
