using System.Buffers;

namespace Esb.Build.Engines;

/// <summary>Reads what <c>docker buildx version</c> prints.</summary>
internal static class BuildxVersion
{
    private static readonly SearchValues<char> VersionCharacters = SearchValues.Create("0123456789.");

    /// <param name="line"><c>github.com/docker/buildx v0.29.1 a32761ae…</c>, Debian: <c>… 0.13.1+ds1
    /// 0.13.1+ds1-3</c>.</param>
    /// <returns><see langword="null"/> for a build without a version (<c>0.0.0+unknown</c>).</returns>
    public static Version? Parse(string line)
    {
        foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var digits = word.StartsWith('v') ? word[1..] : word;
            var end = digits.AsSpan().IndexOfAnyExcept(VersionCharacters);
            if (Version.TryParse(end < 0 ? digits : digits[..end], out var version) && version > new Version(0, 0, 0))
                return version;
        }

        return null;
    }
}
