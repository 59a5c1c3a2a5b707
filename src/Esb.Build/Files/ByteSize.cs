using System.Globalization;

namespace Esb.Build.Files;

/// <summary>Amounts of bytes as people write them: in powers of ten, as docker shows them.</summary>
public static class ByteSize
{
    public const string Legal = "a number with kB, MB, GB or TB, such as 10GB, or 0 for no limit";

    private static readonly (string Name, decimal Bytes)[] Units =
        [("TB", 1e12m), ("GB", 1e9m), ("MB", 1e6m), ("kB", 1e3m), ("B", 1), ("", 1)];

    /// <returns>Bytes; <see langword="null"/> when the text is not <see cref="Legal"/>.</returns>
    public static long? TryParse(string text)
    {
        var trimmed = text.Trim();
        var unit = Array.Find(Units, u => trimmed.EndsWith(u.Name, StringComparison.OrdinalIgnoreCase));
        var number = trimmed.AsSpan(0, trimmed.Length - unit.Name.Length).TrimEnd();
        return decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value <= long.MaxValue / unit.Bytes
                ? (long)(value * unit.Bytes)
                : null;
    }

    public static string Text(long bytes) => bytes switch
    {
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.00} GB"),
    };
}
