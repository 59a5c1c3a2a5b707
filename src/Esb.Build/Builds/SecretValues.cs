using Esb.Build.Definitions;

namespace Esb.Build.Builds;

/// <summary>
/// The values of build secrets, read only to keep them out of the log. A plan carries names of files and variables,
/// never values.
/// </summary>
internal static class SecretValues
{
    public static IReadOnlyList<string> Read(
        IEnumerable<ImageDefinition> images, IReadOnlyDictionary<string, string> environment)
    {
        var values = new HashSet<string>(StringComparer.Ordinal);
        foreach (var secret in images.SelectMany(static i => i.Secrets).Distinct())
        {
            values.Add(secret.File.Length == 0
                ? environment.GetValueOrDefault(secret.Variable, "")
                : File.Exists(secret.File) ? File.ReadAllText(secret.File) : "");
        }

        values.RemoveWhere(string.IsNullOrWhiteSpace);
        return [.. values];
    }
}
