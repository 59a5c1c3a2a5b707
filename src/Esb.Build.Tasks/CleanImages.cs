using Esb.Build.Builds;
using Esb.Build.Diagnostics;
using Esb.Build.Files;
using Microsoft.Build.Framework;

namespace Esb.Build.Tasks;

/// <summary>Forgets what was built: deletes what this SDK has made in the project's output folder.</summary>
[MSBuildMultiThreadableTask]
public sealed class CleanImages : EsbTask
{
    /// <summary>See <see cref="GenerateBakeFile.OutputPath"/>.</summary>
    [Required]
    public string OutputPath { get; set; } = "";

    public string BakeFile { get; set; } = "";

    public string ImagesFile { get; set; } = "";

    public string PlanFile { get; set; } = "";

    /// <summary>Seconds to wait for a build of the project.</summary>
    public double LockTimeout { get; set; } = 3600;

    protected override void Run(ProblemList problems)
    {
        // Git is not asked: nothing outside of the output folder is touched.
        var paths = ProjectPaths.Of(
            ProjectFile, ProjectDirectory, "", new(OutputPath, BakeFile, ImagesFile, PlanFile));
        ImageBuild.Clean(paths, TimeSpan.FromSeconds(Math.Clamp(LockTimeout, 0, 86400)), problems, Cancellation);
    }
}
