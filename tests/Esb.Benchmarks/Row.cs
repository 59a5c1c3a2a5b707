namespace Esb.Benchmarks;

/// <summary>What was measured of one thing: medians, in milliseconds and megabytes.</summary>
internal sealed record Row(string Group, string What, double Wall, double Processor)
{
    /// <summary>Wall clock of the fastest run.</summary>
    public double Fastest { get; init; }

    /// <summary>The largest of its processes.</summary>
    public double Memory { get; init; }

    public string Bakes { get; init; } = "";

    /// <summary>Runs that failed; their times are left out, unless all failed.</summary>
    public int Failures { get; init; }

    public IReadOnlyList<Verdict> Verdicts { get; init; } = [];

    /// <summary>
    /// Measures things by turns, so that a slow moment of the machine meets all of them, and takes medians.
    /// </summary>
    /// <param name="group">What they have in common.</param>
    /// <param name="warmUps">Runs before those that count.</param>
    public static IReadOnlyList<Row> Measure(string group, int rounds, int warmUps, IReadOnlyList<Thing> things)
    {
        var samples = things.Select(static _ => new List<Sample>()).ToList();
        for (var round = -warmUps; round < rounds; round++)
        {
            for (var i = 0; i < things.Count; i++)
            {
                // Every other round backwards: whoever comes after a large build has the fuller engine.
                var at = int.IsOddInteger(round) ? things.Count - 1 - i : i;
                if (things[at].EndsWithFailure && samples[at].Exists(static s => !s.Succeeded))
                    continue;
                things[at].Prepare();
                QuietMachine.Await();
                var sample = things[at].Run();
                if (round >= 0)
                    samples[at].Add(sample);
            }
        }

        return Rows(group, things, samples);
    }

    private static IReadOnlyList<Row> Rows(
        string group, IReadOnlyList<Thing> things, IReadOnlyList<IReadOnlyList<Sample>> samples)
    {
        var rows = things.Zip(samples, (thing, of) => Of(group, thing, of)).ToList();
        IReadOnlyList<Row> judged =
        [
            .. rows.Zip(things, (row, thing) => row with
            {
                Verdicts =
                [
                    .. Judge(thing.Limits, row, rows, static r => r.Wall),
                    .. Judge(thing.ProcessorLimits, row, rows, static r => r.Processor),
                    .. Judge(thing.MemoryLimits, row, rows, static r => r.Memory),
                ],
            }),
        ];
        Report.Print(judged);
        return judged;
    }

    private static IEnumerable<Verdict> Judge(
        IReadOnlyList<Limit> limits, Row row, IReadOnlyList<Row> rows, Func<Row, double> value)
    {
        var medians = rows.ToDictionary(static r => r.What, value, StringComparer.Ordinal);
        return limits.Select(limit => (limit.Words, Allowed: limit.Allowed(medians)))
            .Select(limit => new Verdict(
                limit.Words, limit.Allowed, row.Failures == 0 && value(row) <= limit.Allowed));
    }

    private static Row Of(string group, Thing thing, IReadOnlyList<Sample> samples)
    {
        IReadOnlyList<Sample> good = [.. samples.Where(static s => s.Succeeded)];
        var counted = good.Count > 0 ? good : samples;
        return new(
            group, thing.What, Median(counted, static s => s.Wall), Median(counted, static s => s.Processor))
        {
            Fastest = counted.Min(static s => s.Wall),
            Memory = Median(counted, static s => s.Memory),
            Failures = samples.Count - good.Count,
            Bakes = thing.Bakes(),
        };
    }

    private static double Median(IEnumerable<Sample> samples, Func<Sample, double> value)
    {
        var sorted = samples.Select(value).Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
