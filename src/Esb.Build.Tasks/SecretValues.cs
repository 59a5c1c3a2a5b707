using Microsoft.Build.Framework;

namespace Esb.Build.Tasks;

/// <summary>
/// The values of build secrets, read only to keep them out of the log. Items carry names of files and variables, never
/// values, because MSBuild logs every parameter.
/// </summary>
internal static class SecretValues
{
    public static IReadOnlyList<string> Read(
        IEnumerable<ITaskItem> images, IReadOnlyDictionary<string, string> environment)
    {
        var values = new HashSet<string>(StringComparer.Ordinal);
        foreach (var image in images)
        {
            foreach (var file in EsbPlannedImageItems.ReadSecretFiles(image).Where(File.Exists))
                values.Add(File.ReadAllText(file));
            foreach (var variable in EsbPlannedImageItems.ReadSecretVariables(image))
                values.Add(environment.GetValueOrDefault(variable, ""));
        }

        values.RemoveWhere(string.IsNullOrWhiteSpace);
        return [.. values];
    }
}
