namespace Esb.Build.Fingerprints;

/// <summary>The fixed orders of a manifest.</summary>
internal static class InputOrder
{
    public static int Compare(InputSetting a, InputSetting b)
    {
        var order = a.Kind.CompareTo(b.Kind);
        if (order == 0)
            order = string.CompareOrdinal(a.Name, b.Name);
        return order == 0 ? string.CompareOrdinal(a.Value, b.Value) : order;
    }

    /// <summary>As a walk finds them: what is in a folder comes directly after it.</summary>
    public static int ComparePaths(string a, string b)
    {
        var same = a.AsSpan().CommonPrefixLength(b);
        if (same == a.Length || same == b.Length)
            return a.Length - b.Length;

        return a[same] == '/' ? -1
            : b[same] == '/' ? 1
            : a[same] - b[same];
    }
}
