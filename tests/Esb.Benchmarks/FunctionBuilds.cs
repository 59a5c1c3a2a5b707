using System.Globalization;

namespace Esb.Benchmarks;

/// <summary>
/// What a template of many functions costs: reading and planning beside one function, and a build of none.
/// </summary>
internal static class FunctionBuilds
{
    private const string One = "1 function";
    private const double Most = 2000;

    /// <param name="functions">How many are many.</param>
    public static IReadOnlyList<Row> Measure(int rounds, int functions)
    {
        using var one = new FunctionRepository(1);
        using var many = new FunctionRepository(functions);
        var name = string.Create(CultureInfo.InvariantCulture, $"{functions} functions");
        var planning = Row.Measure("bake file", rounds, warmUps: 2,
        [
            new(One, one.Generate),
            new(name, many.Generate)
            {
                Limits = [new($"{One} + 0.5 s", static beside => beside[One] + 500)],
                MemoryLimits = [new($"{One} + 200 MB", static beside => beside[One] + 200)],
            },
        ]);
        if (!many.Build().Succeeded)
            throw new InvalidOperationException("Functions that cannot be built cannot be measured.");

        var builds = Row.Measure("no-op", rounds, warmUps: 1,
            [new(name, many.Build) { Limits = [new("2 s", static _ => Most)] }]);
        return [.. planning, .. builds];
    }
}
