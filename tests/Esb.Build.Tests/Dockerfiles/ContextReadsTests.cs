using Esb.Build.Dockerfiles;

namespace Esb.Build.Tests.Dockerfiles;

public sealed class PathsOfTheMainContext
{
    [TestCase("COPY a.txt /x", "a.txt")]
    [TestCase("COPY ./a/../b/./c/ /d/e /x", "b/c d/e")]
    [TestCase("COPY ../../a /x", "a")]
    [TestCase("COPY . /x", "*")]
    [TestCase("COPY / /x", "*")]
    [TestCase("COPY a . b /x", "*")]
    [TestCase("COPY b a b /x/", "a b")]
    [TestCase("ADD a.tar /x", "a.tar")]
    [TestCase("COPY [\"a b\", \"c\", \"/x\"]", "a b|c")]
    [TestCase("COPY \"a b\" /x", "*")]
    [TestCase("ENV D=src/app\nCOPY $D/x ${D}y \"$D\" /x", "src/app src/app/x src/appy")]
    [TestCase("COPY src/*.json a?/b [c]/d x\\\\*y /x/", "*")]
    [TestCase("COPY src/*.json src/sub/deep*/x /x/", "src src/sub")]
    [TestCase("COPY --parents ./a/./b/*.txt c/./d /x/", "a/b c/d")]
    [TestCase("COPY --exclude=*.md --chown=1 docs /x", "docs")]
    [TestCase("ARG TARGETARCH\nCOPY bin/$TARGETARCH/app lib/tool-$TARGETARCH /x", "bin lib")]
    [TestCase("ARG TARGETARCH\nARG D=bin/$TARGETARCH\nCOPY $D/app /x", "bin")]
    [TestCase("ARG TARGETARCH\nCOPY bin/$TARGETARCH/../../x /x", "*")]
    [TestCase("ARG TARGETARCH\nENV UP=../..\nCOPY bin/$TARGETARCH/$UP/x /x", "*")]
    [TestCase("ARG TARGETARCH\nCOPY bin/*/$TARGETARCH lib$TARGETARCH/x /x", "*")]
    [TestCase("COPY bin/$SET_BY_A/app /x", "*")]
    [TestCase("COPY bin/${SET_BY_A:+no}/app /x", "*")]
    [TestCase("ADD https://example.com/x git@example.com:x.git /x/", "")]
    [TestCase("COPY <<EOF <<-\"B\" c /x\n1\nEOF\n2\nB", "c")]
    [TestCase("COPY a", "")]
    [TestCase("RUN --mount=target=/x true", "*")]
    [TestCase("RUN --mount=type=bind,source=a/b,target=/x true", "a/b")]
    [TestCase("RUN --mount=src=./a/,target=/x --mount=TYPE=Bind,SOURCE=c,dst=/y true", "a c")]
    [TestCase("RUN --mount=type=cache,target=/x --mount=type=secret,id=s --mount=type=ssh true", "")]
    [TestCase("RUN --mount=target=/x,\\\"source=a,b\\\" true", "*")]
    [TestCase("RUN --mount=type=tmpfs,target=/x true", "")]
    [TestCase("RUN --mount=type=$T,source=a,target=/x true", "a")]
    [TestCase("RUN cat a", "")]
    [TestCase("ONBUILD COPY a /x", "")]
    [TestCase("COPY --from=other a /x", "")]
    [TestCase("COPY --from= a /x", "a")]
    [TestCase("COPY --from=$SET_BY_A a /x", "a")]
    public void AreThoseOfItsSteps(string steps, string paths) =>
        Assert.That(Paths.Of("FROM a\n" + steps), Is.EqualTo(paths));

    [Test]
    public void AreThoseOfReachedStagesOnly()
    {
        const string Text = "FROM a AS one\nCOPY 1 /\nFROM b AS two\nCOPY 2 /\nFROM c\nCOPY --from=one / /\nCOPY 3 /";
        Assert.That(Paths.Of(Text), Is.EqualTo("1 3"));
        Assert.That(Paths.Of(Text, new("two")), Is.EqualTo("2"));
        Assert.That(Paths.Of(Text, new() { Contexts = ["one"] }), Is.EqualTo("3"));
        Assert.That(Paths.Of(Text, new("none")), Is.Empty);
    }

    [Test]
    public void AreThoseOfTriggersToo() =>
        Assert.That(Paths.Of("FROM a AS x\nONBUILD COPY a /\nFROM x\nFROM x\nCOPY b /"), Is.EqualTo("a b"));

    [Test]
    public void AreEverythingInAnotherLanguage() =>
        Assert.That(Paths.Of("# syntax=example/mockerfile\nFROM a"), Is.EqualTo("*"));
}

public sealed class PathsOfANamedContext
{
    [TestCase("FROM src", "*")]
    [TestCase("FROM docker.io/library/src:latest", "*")]
    [TestCase("FROM s$SET_ELSEWHERE", "")]
    [TestCase("ARG TARGETARCH\nFROM s$TARGETARCH", "*")]
    [TestCase("ARG TARGETARCH\nFROM t$TARGETARCH", "")]
    [TestCase("FROM a\nCOPY x /", "")]
    [TestCase("FROM a\nCOPY --from=src a/b c /", "a/b c")]
    [TestCase("FROM a\nCOPY --from=SRC a /", "a")]
    [TestCase("FROM a\nCOPY --from=src / /", "*")]
    [TestCase("FROM a\nCOPY --from=$SET_BY_A a /", "a")]
    [TestCase("FROM a\nRUN --mount=from=src,target=/x true", "*")]
    [TestCase("FROM a\nRUN --mount=type=cache,from=src,source=a,target=/x true", "a")]
    [TestCase("FROM a AS src\nFROM b\nCOPY --from=0 a /", "a")]
    [TestCase("FROM a AS x\nCOPY --from=src a /\nFROM b", "")]
    public void AreThoseOfItsSteps(string text, string paths) =>
        Assert.That(Paths.Of(text, new() { Contexts = ["src"] }, "src"), Is.EqualTo(paths));
}

/// <summary>Sources made of random words, against a reading of them that is simple and surely right.</summary>
public sealed class PathsOfRandomSources
{
    private static readonly string[] Parts =
        ["a", "b.c", "..", ".", "", "*", "d?e", "[f]", "$K", "${U}", "$TARGETARCH", "x$K", "g$TARGETARCH"];

    [Test]
    public void HoldEveryFileThatASourceMayMean([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 50; i++)
        {
            var source = string.Join('/', random.GetItems(Parts, random.Next(1, 6)));
            var found = Paths.List($"FROM a\nARG TARGETARCH\nARG K=k/l\nCOPY \"{source}\" /x", new(), "");
            foreach (var unknown in new[] { "u", "../..", "" })
            {
                var real = Real(source, unknown);
                Assert.That(found.Any(path => IsIn(real, path)), Is.True,
                    $"{source} with {unknown} may be {real}, which is in none of: {string.Join(' ', found)}");
            }
        }
    }

    private static bool IsIn(string real, string path) =>
        path.Length == 0 || (real + "/").StartsWith(path + "/", StringComparison.Ordinal);

    private static string Real(string source, string unknown)
    {
        var text = source.Replace("$K", "k/l", StringComparison.Ordinal)
            .Replace("${U}", unknown, StringComparison.Ordinal)
            .Replace("$TARGETARCH", "amd64", StringComparison.Ordinal)
            .Replace("*", "w", StringComparison.Ordinal)
            .Replace("?", "w", StringComparison.Ordinal)
            .Replace("[f]", "f", StringComparison.Ordinal);
        var open = new List<string>();
        foreach (var part in text.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(static p => p is not "."))
        {
            if (part is not "..")
                open.Add(part);
            else if (open.Count > 0)
                open.RemoveAt(open.Count - 1);
        }

        return string.Join('/', open);
    }
}

internal static class Paths
{
    /// <summary>In one text; <c>*</c> is everything.</summary>
    public static string Of(string text, BuildScope? scope = null, string context = ContextReads.Main)
    {
        var paths = List(text, scope ?? new(), context).Select(static p => p.Length == 0 ? "*" : p).ToList();
        return string.Join(paths.Exists(static p => p.Contains(' ', StringComparison.Ordinal)) ? '|' : ' ', paths);
    }

    public static IReadOnlyList<string> List(string text, BuildScope scope, string context) =>
        ContextReads.Plan(Read.Text(text), scope, context);
}
