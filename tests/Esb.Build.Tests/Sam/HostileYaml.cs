using System.Runtime.Versioning;
using System.Globalization;
using System.Text;
using Esb.Build.Diagnostics;
using Esb.Build.Sam;
using Esb.Testing;

namespace Esb.Build.Tests.Sam;

public sealed class HostileYaml
{
    private const int Much = TemplateSource.LargestFile - 100;
    private const long MostAllocated = 200L << 20;

    private static IEnumerable<TestCaseData> Texts()
    {
        yield return Case("BillionLaughs", "a: &a [x,x,x,x,x,x,x,x,x]\n" + Lines(9, static i =>
            $"{Letter(i)}: &{Letter(i)} [{string.Join(',', Enumerable.Repeat("*" + Letter(i - 1), 9))}]\n"));
        yield return Case("DoublingMerges", "a: &a {k: 1}\n" + Lines(2000, static i =>
            $"m{i}: &m{i} {{<<: [{(i > 1 ? $"*m{i - 1}" : "*a")}], k{i}: 1}}\n"));
        yield return Case("DeepBrackets", Repeat("[", 10_000));
        yield return Case("DeepBraces", Repeat("{a: ", 10_000));
        yield return Case("DeepDashes", Repeat("- ", 10_000));
        yield return Case("DeepByAliases", "a0: &a0 [x]\n" + Lines(10_000, static i => $"a{i}: &a{i} [*a{i - 1}]\n"));
        yield return Case("ManyDuplicates", Repeat("a: 1\n", Much / 5));
        yield return Case("ManyTags", Repeat("- !No x\n", Much / 8));
        yield return Case("ManyItems", "[" + Repeat("a,", Much / 2) + "]");
        yield return Case("OneScalar", Repeat("x\n", Much / 2));
        yield return Case("OpenQuotes", "a: \"" + Repeat(" x\n", Much / 3));
        yield return Case("LongTag", "a: !" + new string('x', Much) + " b");
        yield return Case("ManyDirectives", Lines(40_000, static i => $"%TAG !a{i}! b\n") + "---\na");
        yield return Case("NullCharacters", new string('\0', Much));
        yield return Case("Tabs", "Resources:\n\tF:\n\t\tType: x\n");
        yield return Case("SelfReference", "a: &a [*a]\n");
        yield return Case("Multiplied", Template.WithFunction(
            "CodeUri: !Join ['', [" + Repeat("!Ref P,", 100_000 / 7) + "a]]",
            $"Parameters: {{P: {{Default: {new string('x', 500_000)}}}}}"));
        yield return Case("ManyMistakes", "Resources:\n" + Lines(Much / 60, static i =>
            $"  F{i}: {{Type: AWS::Serverless::Function}}\n"));
        yield return Case("LongChainOfConditions", "Conditions:\n"
            + Lines(20_000, static i => $"  C{i}: !Not [!Condition C{i + 1}]\n")
            + "Resources:\n  F: {Type: AWS::Serverless::Function, Condition: C1, Properties: {ImageUri: a}}\n");
    }

    private static TestCaseData Case(string name, string text) => new TestCaseData(text).SetName(name);

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static string Lines(int count, Func<int, string> line) =>
        string.Concat(Enumerable.Range(1, count).Select(line));

    private static string Letter(int number) => ((char)('a' + number)).ToString();

    [TestCaseSource(nameof(Texts))]
    public void EndsInProblemsInTime(string text)
    {
        var (start, before) = (ThreadTime(), GC.GetAllocatedBytesForCurrentThread());
        var (_, problems) = Template.Read(text);
        Assert.That(ThreadTime() - start, Is.LessThan(TimeSpan.FromSeconds(2)));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(MostAllocated));
        Assert.That(problems, Has.Count.InRange(1, 101));
        Assert.That(problems[0].Message, Has.Length.LessThan(600).And.Not.Contain("token").And.Not.Contain("scalar"));
        Assert.That(problems.Select(static p => p.Position!.Line), Has.All.InRange(1, text.Count('\n') + 1));
    }

    // Of this thread alone where the system says it: the machine has other things to do, and so has the runtime.
    private static TimeSpan ThreadTime()
    {
        const string Thread = "/proc/thread-self/stat";
        if (!File.Exists(Thread))
            return Environment.CpuUsage.TotalTime;

        // After the name in brackets, which may hold blanks; in hundredths of a second.
        var text = File.ReadAllText(Thread);
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = fields.Skip(11).Take(2).Sum(static f => int.Parse(f, CultureInfo.InvariantCulture));
        return TimeSpan.FromMilliseconds(10 * ticks);
    }

    [Test]
    public void IsNotReadWhenItIsTooLarge()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("template.yaml", new string('a', 10 << 20));
        var problems = new ProblemList();
        Assert.That(SamTemplateReader.Read(path, [], problems, CancellationToken.None), Is.Null);
        Assert.That(problems.Found.Single().Rule, Is.EqualTo(Rules.TemplateTooLarge));
    }

    [Test]
    public void IsReportedWhenItIsMissing()
    {
        var problems = new ProblemList();
        Assert.That(SamTemplateReader.Read("/none/t.yaml", [], problems, CancellationToken.None), Is.Null);
        Assert.That(problems.Found.Single().Rule, Is.EqualTo(Rules.CannotRead));
    }

    [TestCase("a: [1, 2\nb: 3\n", 1, "brackets")]
    [TestCase("a:\n\tb: 1\n", 2, "tab")]
    [TestCase("a: b: c", 1, "second ': '")]
    [TestCase("a: 'x\nb: 1\n", 1, "quotes")]
    [TestCase("a: @x", 1, "cannot begin")]
    [TestCase("a: \"\\q\"", 1, "escape")]
    [TestCase("a: |\n  x\n y\n", 3, "indented differently")]
    [TestCase("- a\nb: c", 2, "list ends here")]
    [TestCase("a: *x", 1, "anchor &x")]
    [TestCase("a: 1\n---\nb: 2\n", 2, "second document")]
    [TestCase("a: 1\n[b]: 2\n", 2, "key must be a text")]
    [TestCase("<<: x\n", 1, "merge key")]
    [TestCase("a: [,]", 1, "value is missing")]
    [TestCase("a: x\u0001", 1, "U+0001")]
    [TestCase("a: 1\nb: - c", 2, "'-'")]
    public void IsExplainedAtItsLine(string text, int line, string words)
    {
        var problem = Template.Read(text).Problems[0];
        Assert.That(problem.Rule, Is.EqualTo(Rules.TemplateSyntax));
        Assert.That(problem.Position!.Line, Is.EqualTo(line), problem.ToString());
        Assert.That(problem.Message, Does.Contain(words));
    }

    [TestCaseSource(typeof(SpecialFiles), nameof(SpecialFiles.Kinds))]
    [UnsupportedOSPlatform("windows")]
    public void IsNotOpenedWhereThatCouldWaitForEver(string kind)
    {
        using var folder = new TemporaryFolder();
        var problems = new ProblemList();
        var path = SpecialFiles.Make(folder, kind);
        Assert.That(SamTemplateReader.Read(path, [], problems, CancellationToken.None), Is.Null);
        Assert.That(problems.Found.Single().Rule, Is.EqualTo(Rules.CannotRead));
    }

    [Test]
    public void MayBeInAnyEncodingButIsReadInUtf8()
    {
        var problems = new ProblemList();
        var bytes = Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("a: 1")).ToArray();
        Assert.That(SamTemplateReader.Parse(Template.Path, bytes, [], problems), Is.Null);
        Assert.That(problems.Found.Single().Message, Does.Contain("UTF-8"));
    }

    [Test]
    public void NamesBothLinesOfADuplicate() =>
        Assert.That(
            Template.Problem("a: 1\nResources: {}\na: 2\n").ToString(),
            Does.StartWith(
                "/repo/template.yaml(3,1): Error ESB2203: 'a' stands here a second time; the first is in line 1"));

    [TestCase("")]
    [TestCase("# nothing\n")]
    [TestCase("Resources:\n")]
    [TestCase("[a]")]
    [TestCase("a: 1")]
    public void IsNoTemplateWithoutResources(string text) =>
        Assert.That(Template.Problem(text).Rule, Is.EqualTo(Rules.NoResources));

    [TestCase("Fn::ForEach::Functions: [X, [a], {}]")]
    [TestCase("Fn::Transform: {Name: AWS::Include}")]
    public void MustNotHideFunctions(string resource) =>
        Assert.That(Template.Problem("Resources:\n  " + resource).Rule, Is.EqualTo(Rules.UnsupportedResources));
}
