using System.Globalization;

namespace Esb.Benchmarks;

/// <summary>
/// What it costs to follow and log a build of many images that print much, beside what docker does for it meanwhile.
/// </summary>
internal static class ProgressBuilds
{
    private const string Floor = "empty target";
    private const string Ours = "dotnet build -v:detailed";
    private const string Docker = "docker, its engine, all steps";
    private const double MostMemory = 300;
    private const double MostShare = 0.05;

    /// <param name="lines">How many each image prints.</param>
    public static IReadOnlyList<Row> Measure(int rounds, int images, int lines)
    {
        using var repository = new ProgressRepository(images, lines);
        var group = string.Create(CultureInfo.InvariantCulture, $"{images} × {lines} lines");
        return Row.Measure(group, rounds, warmUps: 0,
        [
            new(Floor, repository.Empty),
            new(Ours, repository.BuildLoudly)
            {
                MemoryLimits = [new("300 MB", static _ => MostMemory)],
                ProcessorLimits = [new($"{Floor} + 5 % of the build's", AllowedTime)],
            },
            new(Docker, repository.TakeDockers),
        ]);
    }

    private static double AllowedTime(IReadOnlyDictionary<string, double> beside) =>
        beside[Floor] + (MostShare * (beside[Ours] - beside[Floor] + beside[Docker]));
}
