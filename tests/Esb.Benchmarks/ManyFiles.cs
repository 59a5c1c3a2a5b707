namespace Esb.Benchmarks;

/// <summary>What it costs to see that 100,000 files of a context did not change, beside <c>git status</c>.</summary>
internal static class ManyFiles
{
    private const int Files = 100_000;
    private const string One = "1 file";
    private const string Git = "git status";

    public static IReadOnlyList<Row> Measure(int rounds)
    {
        using var one = new ImageRepository(new(1, 1));
        using var many = new ImageRepository(new(1, Files));
        var limit = new Limit($"{One} + 2 × {Git}", static beside => beside[One] + (2 * beside[Git]));
        return Row.Measure("bake file of 1 image", rounds, warmUps: 2,
        [
            new(Git, many.GitStatus),
            new(One, one.Generate),
            new("100,000 files", many.Generate) { Limits = [limit] },
        ]);
    }
}
