using Esb.Build.Diagnostics;
using Esb.Build.Sam;
using Microsoft.Build.Framework;

namespace Esb.Build.Tasks;

/// <summary>Makes images of the functions in SAM templates, with a Dockerfile for each that has none.</summary>
[MSBuildMultiThreadableTask]
public sealed class ReadSamTemplate : EsbTask
{
    /// <summary>Items <c>EsbSamTemplate</c>.</summary>
    [Required]
    public ITaskItem[] Templates { get; set; } = [];

    /// <summary>Items <c>EsbSamParameter</c>.</summary>
    public ITaskItem[] Parameters { get; set; } = [];

    /// <summary>Items <c>EsbLambdaBase</c>.</summary>
    public ITaskItem[] Bases { get; set; } = [];

    /// <summary>Items <c>EsbFunctionImage</c>.</summary>
    public ITaskItem[] Overrides { get; set; } = [];

    /// <summary>Items <c>EsbImage</c>: a function's base may be one of them.</summary>
    public ITaskItem[] Images { get; set; } = [];

    /// <summary>Absolute folder of the generated files.</summary>
    [Required]
    public string OutputFolder { get; set; } = "";

    public string RuntimeHooks { get; set; } = "";

    /// <summary>The functions, one item an image; its metadata are those of <c>EsbImage</c>.</summary>
    [Output]
    public ITaskItem[] Functions { get; private set; } = [];

    protected override void Run(ProblemList problems)
    {
        var parameters = SamItems.ReadParameters(Parameters);
        var templates = SamItems.ReadTemplates(Templates, ProjectDirectory, problems)
            .Select(path => SamTemplateReader.Read(path, parameters, problems, Cancellation))
            .OfType<SamTemplate>().ToList();
        if (templates.Count == Templates.Length)
            SamParameter.Check(parameters, templates, problems);

        var settings = Settings();
        var plan = SamPlanner.Plan(templates, settings, problems);
        if (problems.HasErrors)
            return;

        SamFiles.Write(plan, settings);
        Functions = EsbFunctionItems.Write(plan);
    }

    private SamSettings Settings() => new(OutputFolder)
    {
        Bases = SamItems.ReadBases(Bases),
        Overrides = SamItems.ReadOverrides(Overrides),
        ImageNames = [.. Images.Select(static image => image.ItemSpec)],
        RuntimeHooks = RuntimeHooks.Length > 0 ? Path.GetFullPath(RuntimeHooks, ProjectDirectory) : "",
    };
}
