using System.Globalization;

namespace Esb.Benchmarks;

/// <summary>
/// <c>[start-up] [images] [files] [functions] [progress]</c>, without one of these all of them, and
/// <c>[rounds=10] [counts=1,10,100] [files=100] [scenarios=no-op,leaf,base,commit,cold] [functions=500]
/// [lines=2000]</c>.
/// </summary>
/// <param name="Rounds">How often each thing is measured.</param>
/// <param name="Counts">Numbers of images in a repository.</param>
/// <param name="Files">Files in each image's context.</param>
internal sealed record Arguments(int Rounds, IReadOnlyList<int> Counts, int Files)
{
    /// <summary>How many images are built while progress is measured.</summary>
    public const int ImagesOfProgress = 100;

    private static readonly string[] AllParts = ["start-up", "images", "files", "functions", "progress"];

    public required IReadOnlyList<string> Parts { get; init; }

    public required IReadOnlyList<string> Scenarios { get; init; }

    /// <summary>In a large template.</summary>
    public required int Functions { get; init; }

    /// <summary>What each image prints while the progress of <see cref="ImagesOfProgress"/> is followed.</summary>
    public required int Lines { get; init; }

    /// <exception cref="FormatException">One is no part and no setting.</exception>
    public static Arguments Parse(IReadOnlyList<string> arguments)
    {
        var settings = arguments.Where(static a => a.Contains('=', StringComparison.Ordinal))
            .Select(static a => a.Split('=', 2))
            .ToDictionary(static a => a[0], static a => a[1], StringComparer.Ordinal);
        string[] parts = [.. arguments.Where(static a => !a.Contains('=', StringComparison.Ordinal))];
        if (parts.Except(AllParts, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            throw new FormatException($"'{unknown}' is none of {string.Join(", ", AllParts)} and no name=value.");

        return new(
            Number(settings.GetValueOrDefault("rounds", "10")),
            [.. settings.GetValueOrDefault("counts", "1,10,100").Split(',').Select(Number)],
            Number(settings.GetValueOrDefault("files", "100")))
        {
            Parts = parts.Length > 0 ? parts : AllParts,
            Scenarios = settings.GetValueOrDefault("scenarios", "no-op,leaf,base,commit,cold").Split(','),
            Lines = Number(settings.GetValueOrDefault("lines", "2000")),
            Functions = Number(settings.GetValueOrDefault("functions", "500")),
        };
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
