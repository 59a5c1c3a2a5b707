using Esb.Build.Staleness;
using Microsoft.Build.Framework;

namespace Esb.Build.Tasks;

/// <summary>
/// Hands the plan of a build to the next task, as a file that is gone when the build is over. Where a task runs in a
/// process of its own nobody can be told of the end, and a later build of the project takes the file away.
/// </summary>
internal static class PlanOfBuild
{
    /// <returns>Absolute path of the file.</returns>
    public static string Write(EsbTask task, BuildPlan plan)
    {
        var path = BuildPlanFile.Write(plan);
        (task.BuildEngine as IBuildEngine4)?.RegisterTaskObject(
            typeof(PlanOfBuild).FullName + ":" + path, new Deletion(path), RegisteredTaskObjectLifetime.Build,
            allowEarlyCollection: false);
        return path;
    }

    private sealed class Deletion(string path) : IDisposable
    {
        public void Dispose()
        {
            try
            {
                File.Delete(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A later build tries again.
            }
        }
    }
}
