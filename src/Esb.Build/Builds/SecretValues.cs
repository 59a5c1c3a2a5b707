using Esb.Build.Definitions;
using Esb.Build.Files;

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
                : Text(SecretFile.Read(secret.File).Content ?? []));
        }

        values.RemoveWhere(string.IsNullOrWhiteSpace);
        return [.. values];
    }

    // As programs print it: without a byte order mark.
    private static string Text(byte[] content)
    {
        using var reader = new StreamReader(new MemoryStream(content));
        return reader.ReadToEnd();
    }
}
