namespace Esb.Build.Dockerfiles;

/// <summary>
/// Reads the value of <c>RUN --mount</c>: fields <c>key=value</c>, separated by commas; a field may be quoted as a
/// whole, and keys may be of any case.
/// </summary>
internal static class MountFields
{
    /// <returns>The first value of the key, not expanded; <see langword="null"/> where there is none.</returns>
    public static string? Find(string? mount, string key)
    {
        foreach (var range in mount.AsSpan().Split(','))
        {
            var field = mount.AsSpan(range).Trim('"');
            if (field.Length > key.Length && field[key.Length] == '='
                && field.StartsWith(key, StringComparison.OrdinalIgnoreCase))
            {
                return field[(key.Length + 1)..].ToString();
            }
        }

        return null;
    }
}
