using Esb.Build.Dockerfiles;

namespace Esb.Build.Tests.Dockerfiles;

public sealed class ContinuedInstruction
{
    [TestCase("RUN a \\\n b", "a  b", 2, TestName = "IsJoined")]
    [TestCase("RUN a \\  \t\n b", "a  b", 2, TestName = "MayHaveBlanksAfterTheEscape")]
    [TestCase("RUN a \\\r\n b\r\n", "a  b", 2, TestName = "MayEndInCarriageReturns")]
    [TestCase("RUN a \\\n# no\n\n  # no\nb", "a b", 5, TestName = "LeavesOutCommentsAndEmptyLines")]
    [TestCase("RUN a \\\\\nUSER x", "a \\\\", 1, TestName = "EndsAtAnEscapedEscape")]
    [TestCase("# escape=`\nRUN a \\\nUSER x", "a \\", 2, TestName = "EndsAtABackslashUnderAnotherEscape")]
    [TestCase("# escape=`\nRUN a `\nb", "a b", 3, TestName = "UsesTheEscapeOfTheFile")]
    [TestCase("\\\nRUN a", "a", 2, TestName = "MayBeginOnTheNextLine")]
    [TestCase("RUN a \\", "a", 1, TestName = "MayLackItsEnd")]
    public void IsReadAs(string text, string arguments, int endLine)
    {
        var instruction = Read.Text(text).Instructions[0];
        var said = (instruction.Keyword, instruction.Arguments, instruction.EndLine);
        Assert.That(said, Is.EqualTo(("RUN", arguments, endLine)));
    }

    [Test]
    public void KnowsTheLineAndColumnOfEveryName()
    {
        var names = Read.Text("\nENV A=1 \\\n  # here\n  B=2 \\\n  C=3").Instructions[0].Assignments;
        var said = names.Select(static n => (n.Name, n.Line, n.Column));
        Assert.That(said, Is.EqualTo([("A", 2, 5), ("B", 4, 3), ("C", 5, 3)]));
    }

    [Test]
    public void KnowsTheLineOfEveryFlag()
    {
        var run = Read.Text("RUN --mount=a \\\n  --mount=b \\\n  x").Instructions[0];
        Assert.That(run.Flags.Select(static f => (f.Value, f.Line, f.Column)), Is.EqualTo([("a", 1, 5), ("b", 2, 3)]));
        Assert.That(run.Arguments, Is.EqualTo("x"));
    }
}

public sealed class Directive
{
    [TestCase("# syntax=docker/dockerfile:1\nFROM a", "docker/dockerfile:1")]
    [TestCase("#syntax = x --flag\nFROM a", "x")]
    [TestCase("# SYNTAX=x\n# escape=`\nFROM a", "x")]
    [TestCase("// syntax=x\nFROM a", "x")]
    [TestCase("#!/usr/bin/env x\n# syntax=y\nFROM a", "y")]
    [TestCase("\uFEFF# syntax=x\nFROM a", "x")]
    [TestCase("\n# syntax=x\nFROM a", null)]
    [TestCase("# a comment\n# syntax=x\nFROM a", null)]
    [TestCase("# other=1\n# syntax=x\nFROM a", null)]
    [TestCase("# syntax=\nFROM a", null)]
    [TestCase("FROM a\n# syntax=x", null)]
    public void NamesTheSyntax(string text, string? syntax) =>
        Assert.That(Read.Text(text).Directives.Syntax, Is.EqualTo(syntax));

    [TestCase("# escape=`", '`')]
    [TestCase("# check=skip=all\n# escape=`", '`')]
    [TestCase("# escape=x", '\\')]
    [TestCase("#!/bin/x\n# escape=`", '\\')]
    public void SetsTheEscape(string text, char escape) =>
        Assert.That(Read.Text(text + "\nFROM a").Directives.Escape, Is.EqualTo(escape));

    [Test]
    public void KeepsTheSettingsOfTheCheck() =>
        Assert.That(Read.Text("# check=skip=all;x\nFROM a").Directives.Check, Is.EqualTo("skip=all;x"));

    [TestCase("docker/dockerfile:1.7-labs", false)]
    [TestCase("127.0.0.1:5010/mirror/dockerfile-upstream:master", false)]
    [TestCase("earthly/buildkitd", true)]
    public void TellsWhetherItIsAnotherLanguage(string syntax, bool isForeign) =>
        Assert.That(Read.Text($"# syntax={syntax}\nFROM a").Directives.IsForeign, Is.EqualTo(isForeign));
}

public sealed class HeredocOf
{
    [TestCase("RUN <<EOF\nUSER no\nEOF", TestName = "Run")]
    [TestCase("RUN <<EOF\r\nUSER no\r\nEOF\r", TestName = "RunInAWindowsFile")]
    [TestCase("RUN <<-EOF\n\tUSER no\n\tEOF", TestName = "RunWithTabs")]
    [TestCase("RUN <<'E O F' cat\nUSER no\nE O F", TestName = "RunWithAQuotedName")]
    [TestCase("RUN cat << EOF\nUSER no\nEOF", TestName = "RunWithABlankBeforeItsName")]
    [TestCase("RUN 3<<E\"O\"F ${A:-\"}\"}\nUSER no\nEOF", TestName = "RunWithAFileDescriptor")]
    [TestCase("COPY <<A <<B /d/\nx\nA\nUSER no\nB", TestName = "CopyTwice")]
    [TestCase("ONBUILD RUN <<EOF\nUSER no\nEOF", TestName = "Trigger")]
    [TestCase("RUN <<\\EOF\nUSER no\nEOF", TestName = "RunWithAnEscapedName")]
    public void IsNoInstruction(string text)
    {
        var keywords = Read.Text(text + "\nWORKDIR /x").Instructions.Select(static i => i.Keyword);
        Assert.That(keywords.Skip(1), Is.EqualTo(["WORKDIR"]));
    }

    [TestCase("LABEL a=<<EOF", TestName = "Label")]
    [TestCase("RUN [\"x\", \"<<EOF\"]", TestName = "JsonForm")]
    [TestCase("RUN x=$(( 1 << 2 ))", TestName = "Arithmetic")]
    [TestCase("RUN echo \"<<EOF", TestName = "OpenQuote")]
    [TestCase("RUN echo ${A <<EOF", TestName = "OpenBrace")]
    [TestCase("RUN cat <<<EOF", TestName = "HereString")]
    [TestCase("RUN cat <<NEVER", TestName = "UnclosedHeredoc")]
    [TestCase("RUN cat <<", TestName = "NamelessHeredoc")]
    [TestCase("RUN cat <<\"a' b", TestName = "BrokenName")]
    public void IsNone(string text) =>
        Assert.That(Read.Text(text + "\nUSER EOF\nEOF").Instructions[1].Keyword, Is.EqualTo("USER"));

    [Test]
    public void KnowsItsLines()
    {
        var copy = Read.Text("FROM a\nCOPY <<A <<B /d/\n1\n2\nA\nB\n").Instructions[1];
        Assert.That(copy.Heredocs, Is.EqualTo([new Heredoc("A", 3, 2), new Heredoc("B", 6, 0)]));
        Assert.That(copy.EndLine, Is.EqualTo(6));
    }
}

public sealed class Arguments
{
    [TestCase("ENV A=1 B=\"2 3\" C='4 5' D=6\\ 7", "A=1|B=\"2 3\"|C='4 5'|D=6\\ 7")]
    [TestCase("ENV A   b c", "A=b c")]
    [TestCase("ENV A", "A=")]
    [TestCase("ENV", "")]
    [TestCase("ENV A=1 \\\n B=2", "A=1|B=2")]
    [TestCase("ARG A B=2 C=\"x y\"", "A|B=2|C=\"x y\"")]
    public void DefineNames(string text, string expected)
    {
        var assignments = Read.Text(text).Instructions[0].Assignments;
        var said = assignments.Select(static a => a.Value is null ? a.Name : $"{a.Name}={a.Value}");
        Assert.That(string.Join('|', said), Is.EqualTo(expected));
    }

    [TestCase("COPY a b\tc", "a|b|c")]
    [TestCase("COPY \"a b\" c", "\"a|b\"|c")]
    [TestCase("COPY [\"a b\", \"c\"]", "a b|c")]
    [TestCase("COPY [\"a b\", 1]", "[\"a|b\",|1]")]
    [TestCase("COPY [a, b]", "[a,|b]")]
    [TestCase("copy --link --chown='1 2' -- --a b", "--a|b")]
    [TestCase("WORKDIR a b", "")]
    public void AreWords(string text, string expected)
    {
        var words = Read.Text(text).Instructions[0].Words;
        Assert.That(string.Join('|', words.Select(static w => w.Text)), Is.EqualTo(expected));
    }

    [Test]
    public void ComeAfterUnquotedFlags()
    {
        var copy = Read.Text("COPY --from=\"a\" --chown='1 2' --chmod=6\\ 4 --link --x=\\ b c").Instructions[0];
        var said = string.Join('|', copy.Flags.Select(static f => f.Name + ":" + f.Value));
        Assert.That(said, Is.EqualTo("from:a|chown:1 2|chmod:6 4|link:|x: b"));
        Assert.That(copy.FlagValue("link"), Is.Empty);
        Assert.That(copy.FlagValue("parents"), Is.Null);
    }

    [Test]
    public void OfATriggerAreRead()
    {
        var trigger = Read.Text("FROM a\nONBUILD copy --from=x y \\\n z").Instructions[1].Trigger!;
        Assert.That((trigger.Keyword, trigger.FlagValue("from"), trigger.Words[1].Line), Is.EqualTo(("COPY", "x", 3)));
        Assert.That(Read.Text("ONBUILD ONBUILD RUN x").Instructions[0].Trigger, Is.Null);
    }
}
