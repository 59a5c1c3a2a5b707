using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Esb.Testing;

namespace Esb.Conventions.Tests;

internal sealed partial class SourceFiles
{
    private static IReadOnlyList<SourceFile> CSharp { get; } =
        [.. Sources.In("src", ".cs"), .. Sources.In("tests", ".cs")];

    [Test]
    public void AreShort() => Violations.AreNone(
        CSharp.Where(static f => f.Lines.Count > 250).Select(static f => $"{f.Path}: {f.Lines.Count} lines"),
        "A C# file has at most 250 lines. Which part of it has a name of its own?");

    // A sentence stays on one line, so that it can be searched for; what a program once printed stays as it was.
    [Test]
    public void AreNarrow() => Violations.AreNone(
        CSharp.SelectMany(static f => f.LinesWhere(static line => line.Length > 120 && !Sentence().IsMatch(line))),
        "A line has at most 120 columns. Break it where the thought has a joint:");

    [Test]
    public void HaveNamesThatSayWhatIsInside() => Violations.AreNone(
        from file in CSharp
        from name in TypeName().Matches(file.Text).Select(static m => m.Value).Append(file.Path)
        where EmptyName().IsMatch(name)
        select $"{file.Path}: {name}",
        "No Utils, Helpers, Common, Manager: say what it is for.");

    [Test]
    public void PutNothingOff() => Violations.AreNone(
        Sources.All.SelectMany(static f => f.LinesWhere(static line => PutOff().IsMatch(line))),
        "No notes of what is to be done: do it, or write an issue.");

    [Test]
    public void NameNoPackageRegistry() => Violations.AreNone(
        Sources.All.SelectMany(static f => f.LinesWhere(static line => Registry().IsMatch(line))),
        "Where packages come from is the machine's configuration, not the repository's. Delete the address:");

    [Test]
    public void NameNoPathOfOneMachine() => Violations.AreNone(
        Sources.All.SelectMany(static f => f.LinesWhere(IsOfThisMachine)),
        "This path is there on one machine only. Make it relative, or a made-up one (/src/shop, /home/me):");

    [Test]
    [UnsupportedOSPlatform("windows")]
    [Platform(Exclude = "Win", Reason = "Windows has no run bit.")]
    public void HaveTheRunBitWhereTheyAreScripts()
    {
        var scripts = Sources.All.Where(static f => f.EndsIn([".sh"]) || f.Path is ".ci/run").ToList();
        Assert.That(scripts, Is.Not.Empty);
        Violations.AreNone(
            scripts.Where(static f => !File.GetUnixFileMode(f.FullPath).HasFlag(UnixFileMode.UserExecute))
                .Select(static f => f.Path),
            "A script has the run bit: chmod +x, then git add.");
    }

    [Test]
    public void EndEveryLineAsGitStoresIt() => Violations.AreNone(
        CSharp.Concat(SdkFiles.All)
            .Where(static f => f.Text.Contains('\r', StringComparison.Ordinal) || !f.Text.EndsWith('\n'))
            .Select(static f => f.Path),
        "Lines end in LF, the last one too:");

    private static bool IsOfThisMachine(string line) =>
        line.Contains(Repository.Root, StringComparison.Ordinal) || MachinePath().IsMatch(line);

    [GeneratedRegex("^ *([$@]?\"|{\"|\\[TestCase\\(\")", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sentence();

    [GeneratedRegex("(Utils?|Utilit(y|ies)|Helpers?|Common|Managers?)(?![a-z])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EmptyName();

    [GeneratedRegex(@"\b(class|record|struct|interface|enum|namespace) \w+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TypeName();

    // With brackets in the words, so that this file passes.
    [GeneratedRegex(@"(?<!\bno )\b(TOD[O]|FIXM[E]|XX[X])\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PutOff();

    [GeneratedRegex(
        @"nuget[.]org\b|/v3/index[.]json|registry[.]npmjs|pypi[.]org|pythonhosted[.]|crates[.]io|proxy[.]golang",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000)]
    private static partial Regex Registry();

    // Besides this checkout's own path: what begins like it, and homes of people who are not made up.
    [GeneratedRegex(
        @"(?<![\w.$}*])/([w]ork|home/(?!me/|u/)\w+)/|[A-Za-z]:\\[U]sers\\", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MachinePath();
}
