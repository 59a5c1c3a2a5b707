namespace Esb.Build.Dockerfiles;

/// <summary>
/// Reads the value of <c>RUN --mount</c>: fields <c>key=value</c>, separated by commas; a field may be quoted as a
/// whole, and keys may be of any case.
/// </summary>
internal static class MountFields
{
    /// <returns>The first value of any of the keys, not expanded; <see langword="null"/> where there is none.</returns>
    public static string? Find(string? mount, params ReadOnlySpan<string> keys)
    {
        foreach (var range in mount.AsSpan().Split(','))
        {
            var field = mount.AsSpan(range).Trim('"');
            var equals = field.IndexOf('=');
            if (equals >= 0 && IsAny(field[..equals], keys))
                return field[(equals + 1)..].ToString();
        }

        return null;
    }

    /// <summary>Whether a key stands there alone, which is a yes.</summary>
    public static bool Has(string? mount, string key)
    {
        foreach (var range in mount.AsSpan().Split(','))
        {
            if (mount.AsSpan(range).Trim('"').Equals(key, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>The id of the secret that a mount gives; <see langword="null"/> where there is none.</summary>
    public static string? SecretId(string? mount) =>
        Find(mount, "id", "source", "src") ?? Path.GetFileName(Find(mount, "target", "dst", "destination"));

    private static bool IsAny(ReadOnlySpan<char> name, ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (name.Equals(key, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
