namespace Esb.Benchmarks;

/// <summary>What was measured of one thing beside its baseline, in milliseconds.</summary>
/// <param name="Limit">How much more than the baseline it may take; <see langword="null"/> for the baseline
/// itself.</param>
internal sealed record Row(string What, double Wall, double Processor, double More, double? Limit)
{
    /// <summary>
    /// Measures things by turns, so that a slow moment of the machine meets all of them, and takes medians.
    /// </summary>
    /// <param name="things">The first is the baseline.</param>
    public static IReadOnlyList<Row> Measure(
        int rounds, IReadOnlyList<(string What, double? Limit, Func<Sample> Run)> things)
    {
        var samples = things.Select(static _ => new List<Sample>()).ToList();
        foreach (var (_, _, run) in things)
            run(); // the first run installs the package and fills caches

        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < things.Count; i++)
                samples[i].Add(things[i].Run());
        }

        var baseline = Median(samples[0], static s => s.Wall);
        return
        [
            .. things.Select((thing, i) =>
            {
                var wall = Median(samples[i], static s => s.Wall);
                return new Row(
                    thing.What, wall, Median(samples[i], static s => s.Processor), wall - baseline, thing.Limit);
            }),
        ];
    }

    private static double Median(IEnumerable<Sample> samples, Func<Sample, double> value)
    {
        var sorted = samples.Select(value).Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
