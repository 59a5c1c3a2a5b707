using Esb.Build.Diagnostics;
using Esb.Build.Processes;

namespace Esb.Build.Dockerfiles;

/// <summary>What the lint is to know of the image.</summary>
/// <param name="Scope">Target, arguments and contexts of its build.</param>
/// <param name="Brand">Names the variable <c>&lt;BRAND&gt;_VERSION</c>, which is as unwanted as
/// <c>ESB_VERSION</c>.</param>
public sealed record LintSettings(BuildScope Scope, string Brand = "esb")
{
    public string MetaContext { get; init; } = "meta";

    /// <summary>Whether it is a base or a function image, which knows nothing of the runtime it will run in.</summary>
    public bool IsBaseOrFunction { get; init; }

    /// <summary>The named contexts that are images of the project: each carries the file, or is warned of
    /// itself.</summary>
    public IReadOnlySet<string> ProjectImages { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    internal string BrandVersion => Images.Brand.Uppercase(Brand) + "_VERSION";
}

/// <summary>The house's own rules for Dockerfiles. BuildKit's are BuildKit's.</summary>
public static class DockerfileLint
{
    /// <summary>
    /// Adds a warning for each rule that is broken, at the line in question. A file in another language than
    /// Dockerfiles has no mistakes.
    /// </summary>
    public static void Check(Dockerfile file, LintSettings settings, ProblemList problems)
    {
        if (file.Directives.IsForeign)
            return;

        foreach (var instruction in file.Instructions)
            CheckInstruction(file, instruction.Trigger ?? instruction, settings, problems);

        if (file.FindStage(settings.Scope.Target) is { } target)
            CheckVersionFile(file, target, settings, problems);
        else
            AddMissingStage(file, settings.Scope.Target, problems);
    }

    private static void CheckVersionFile(Dockerfile file, Stage target, LintSettings settings, ProblemList problems)
    {
        if (settings.Scope.HasContext(target.Name) || VersionFiles.IsIn(target, file, settings))
            return;

        var position = new SourcePosition(file.Path, target.From.Line, target.From.Column);
        problems.Add(Rules.NoVersionFile, position, target.Name ?? target.Image.Text, settings.MetaContext);
    }

    private static void CheckInstruction(
        Dockerfile file, Instruction instruction, LintSettings settings, ProblemList problems)
    {
        if (UserInfo.IsIn(instruction.Arguments))
        {
            var position = new SourcePosition(file.Path, instruction.Line, instruction.Column);
            problems.Add(Rules.LoginInDockerfile, position, instruction.Keyword);
        }

        CheckNames(file, instruction, settings, problems);
    }

    private static void CheckNames(
        Dockerfile file, Instruction instruction, LintSettings settings, ProblemList problems)
    {
        foreach (var assignment in instruction.Assignments)
        {
            var name = assignment.Name.Trim('"', '\'');
            var position = new SourcePosition(file.Path, assignment.Line, assignment.Column);
            if (IsTraceability(name, settings))
                problems.Add(RuleOf(instruction), position, name, settings.MetaContext);
            else if (settings.IsBaseOrFunction && instruction.Keyword is "ENV" && name is "IMAGE_RUNTIME")
                problems.Add(Rules.RuntimeVariable, position);
        }
    }

    private static Rule RuleOf(Instruction instruction) =>
        instruction.Keyword is "ARG" ? Rules.VersionArgument : Rules.VersionVariable;

    private static bool IsTraceability(string name, LintSettings settings) =>
        name is "ESB_VERSION" or "GIT_SHA" or "BUILD_DATE"
        || string.Equals(name, settings.BrandVersion, StringComparison.Ordinal);

    private static void AddMissingStage(Dockerfile file, string? target, ProblemList problems)
    {
        if (file.Stages.Count == 0)
        {
            problems.Add(Rules.NoStage, new(file.Path));
            return;
        }

        var named = file.Stages.Where(static s => s.Name is not null);
        var names = string.Join(", ", named.Select(static s => $"'{s.Name}'"));
        problems.Add(Rules.UnknownStage, new(file.Path), target, names.Length == 0 ? "none" : names);
    }
}
