using Esb.Build.Diagnostics;
using Esb.Build.Dockerfiles;
using Esb.Testing;

namespace Esb.Build.Tests.Dockerfiles;

public sealed class HostileDockerfile
{
    private const int Much = 1 << 20;

    private static IEnumerable<TestCaseData> Texts()
    {
        yield return new TestCaseData(new string('\\', Much)).SetName("OfBackslashes");
        yield return new TestCaseData("RUN " + Repeat("\\\n", Much)).SetName("OfContinuations");
        yield return new TestCaseData("RUN " + new string('x', 20 * Much)).SetName("OfOneLine");
        yield return new TestCaseData("FROM a\n" + Repeat("RUN <<A b\n", Much / 8)).SetName("OfUnclosedHeredocs");
        yield return new TestCaseData("FROM \0\nRUN <<\0\n\0\nENV \0=\0").SetName("OfNullCharacters");
        yield return new TestCaseData(Repeat("ONBUILD ", Much / 8)).SetName("OfTriggers");
        yield return new TestCaseData("FROM " + Repeat("${A:-", Much / 8)).SetName("OfOpenBraces");
        yield return new TestCaseData("FROM scratch\n" + Repeat("ENV A=x$A$A\n", 5000) + "COPY --from=$A / /")
            .SetName("OfDoublingVariables");
        yield return new TestCaseData("COPY " + new string('[', Much) + "]").SetName("OfOpenBrackets");
        yield return new TestCaseData("RUN <<" + new string('<', Much)).SetName("OfLessThans");
        yield return new TestCaseData("FROM a AS s0\n" + string.Concat(Stages(20_000))).SetName("OfStages");
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static IEnumerable<string> Stages(int count) =>
        Enumerable.Range(1, count).Select(static i => $"FROM s{i - 1} AS s{i}\n");

    [TestCaseSource(nameof(Texts))]
    [CancelAfter(20_000)]
    public void IsReadInTime(string text)
    {
        Assert.That(() => Read.Lint(text), Throws.Nothing);
        Assert.That(() => Read.Outside(text).Count(), Throws.Nothing);
    }

    [Test]
    public void IsReadFromDiskWithWhateverBytes()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["Dockerfile"], [0xEF, 0xBB, 0xBF, .. "FROM a\nLABEL x="u8, 0xFF, 0xFE, 0x00]);
        Assert.That(DockerfileReader.Read(folder["Dockerfile"], new ProblemList())!.Stages, Has.Count.EqualTo(1));
    }

    [Test]
    public void IsReportedWhenItIsTooLarge()
    {
        using var folder = new TemporaryFolder();
        using (var file = File.Create(folder["Dockerfile"]))
            file.SetLength(DockerfileReader.LargestFile + 1);
        var problems = new ProblemList();
        Assert.That(DockerfileReader.Read(folder["Dockerfile"], problems), Is.Null);
        Assert.That(problems.Found.Single().Rule, Is.EqualTo(Rules.CannotRead));
    }

    [Test]
    public void IsReportedWhenItIsMissing()
    {
        var problems = new ProblemList();
        Assert.That(DockerfileReader.Read("/none/Dockerfile", problems), Is.Null);
        Assert.That(problems.Found.Single().Position!.File, Is.EqualTo("/none/Dockerfile"));
    }

    [Test]
    [CancelAfter(20_000)]
    public void CannotMakeAnIgnorePatternSlow()
    {
        var matcher = Read.Ignoring(Repeat("*a", 100) + "b", Repeat("**/*a/", 50) + "b");
        Assert.That(matcher.IsIgnored(new string('a', 5000)), Is.False);
    }
}
