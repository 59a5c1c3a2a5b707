using Esb.Build.Diagnostics;

namespace Esb.Build.Sam;

/// <summary>A template as a project names it.</summary>
/// <param name="Path">Relative to the project.</param>
public sealed record SamTemplateItem(string Path, SourcePosition Position);

/// <summary>What a project says of templates; nothing where it has none.</summary>
public sealed record SamRequest
{
    /// <summary>Items <c>EsbSamTemplate</c>.</summary>
    public IReadOnlyList<SamTemplateItem> Templates { get; init; } = [];

    /// <summary>Items <c>EsbSamParameter</c>.</summary>
    public IReadOnlyList<SamParameter> Parameters { get; init; } = [];

    /// <summary>Items <c>EsbLambdaBase</c>.</summary>
    public IReadOnlyList<LambdaBase> Bases { get; init; } = [];

    /// <summary>Items <c>EsbFunctionImage</c>.</summary>
    public IReadOnlyList<FunctionOverride> Overrides { get; init; } = [];

    /// <summary>See <see cref="SamSettings.RuntimeHooks"/>; relative to the project.</summary>
    public string RuntimeHooks { get; init; } = "";

    /// <summary>The functions of all templates, with their Dockerfiles written.</summary>
    /// <param name="projectDirectory">Absolute.</param>
    /// <param name="settings">What else decides about functions.</param>
    /// <returns><see langword="null"/> when anything is wrong, which is reported.</returns>
    /// <exception cref="IOException">A file cannot be read, written or deleted.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read, written or deleted.</exception>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public SamPlan? Read(
        string projectDirectory, SamSettings settings, ProblemList problems, CancellationToken cancellation)
    {
        var templates = new List<SamTemplate>(Templates.Count);
        foreach (var (item, position) in Templates)
        {
            var path = Path.GetFullPath(item, projectDirectory);
            if (!File.Exists(path))
                problems.Add(Rules.MissingTemplate, position, item);
            else if (SamTemplateReader.Read(path, Parameters, problems, cancellation) is { } template)
                templates.Add(template);
        }

        if (templates.Count == Templates.Count)
            SamParameter.Check(Parameters, templates, problems);
        settings = settings with
        {
            Bases = Bases,
            Overrides = Overrides,
            RuntimeHooks = RuntimeHooks.Length > 0 ? Path.GetFullPath(RuntimeHooks, projectDirectory) : "",
        };
        var plan = SamPlanner.Plan(templates, settings, problems);
        if (problems.HasErrors)
            return null;

        SamFiles.Write(plan, settings);
        return plan;
    }
}
