using Esb.Build.Diagnostics;
using Esb.Build.Dockerfiles;

namespace Esb.Build.Tests.Dockerfiles;

/// <summary>What these tests are written in.</summary>
internal static class Read
{
    public static Dockerfile Text(string text) => DockerfileParser.Parse("/repo/Dockerfile", text);

    public static IReadOnlyList<Diagnostic> Lint(string text, LintSettings? settings = null)
    {
        var problems = new ProblemList();
        DockerfileLint.Check(Text(text), settings ?? new LintSettings(new BuildScope()), problems);
        return problems.Found;
    }

    /// <summary>The names that a build of a stage takes from outside, in order.</summary>
    public static IEnumerable<string> Outside(string text, BuildScope? scope = null) =>
        StageReferences.Plan(Text(text), scope ?? new BuildScope())
            .Select(static r => r.IsKnown ? r.Name : r.Name + " (unknown)");

    public static IgnoreMatcher Ignoring(params string[] lines)
    {
        var problems = new ProblemList();
        var file = IgnoreFile.Parse("/repo/.dockerignore", string.Join('\n', lines), problems);
        Assert.That(problems.Found, Is.Empty);
        return IgnoreMatcher.Of(file);
    }
}
