using Esb.Build.Fingerprints;
using Microsoft.Build.Framework;

namespace Esb.Build.Tasks;

/// <summary>
/// Hands what was looked at when the build was planned to the task that looks once more when it is over. Where a task
/// runs in a process of its own nothing arrives; then nobody looks, and records count only while no file is touched.
/// </summary>
internal static class PlannedInputs
{
    public static void Keep(EsbTask task, string bakeFile, FingerprintRequest request) =>
        (task.BuildEngine as IBuildEngine4)?.RegisterTaskObject(
            KeyOf(bakeFile), request, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);

    public static FingerprintRequest? Of(EsbTask task, string bakeFile) =>
        (task.BuildEngine as IBuildEngine4)?.GetRegisteredTaskObject(
            KeyOf(bakeFile), RegisteredTaskObjectLifetime.Build) as FingerprintRequest;

    private static string KeyOf(string bakeFile) => "Esb.Build.Tasks.PlannedInputs:" + bakeFile;
}
