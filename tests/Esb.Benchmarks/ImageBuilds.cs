using System.Globalization;

namespace Esb.Benchmarks;

/// <summary>
/// <c>dotnet build -t:EsbImages</c> beside <c>docker buildx bake</c> of the same definition, on the same engine, of the
/// same repository: with one for each, the engine would have twice the images, and needs twice as long for each of our
/// questions. Nothing is in the other's cache, because every change is a new one.
/// </summary>
internal static class ImageBuilds
{
    private const string Floor = "empty target";
    private const string Raw = "raw bake";
    private const string Ours = "dotnet build";

    private static Limit AboveFloor => new($"{Floor} + 0.6 s", static beside => beside[Floor] + 600);

    public static IReadOnlyList<Row> Measure(Arguments arguments) =>
        [.. arguments.Counts.SelectMany(count => Measure(arguments, new ImageShape(count, arguments.Files)))];

    private static List<Row> Measure(Arguments arguments, ImageShape shape)
    {
        using var repository = new ImageRepository(shape);
        var rows = new List<Row>();
        foreach (var name in arguments.Scenarios)
        {
            // Also what raw bake built in the scenario before: it is not to be counted in this one.
            if (!repository.Build().Succeeded)
                throw new InvalidOperationException("Images that cannot be built cannot be measured.");
            var scenario = ScenarioOf(name, shape);
            var group = string.Create(CultureInfo.InvariantCulture, $"{shape.Count} × {shape.Files}, {name}");
            var things = Things(scenario, repository, IsTooMuchForRaw(shape));
            rows.AddRange(Row.Measure(group, arguments.Rounds, warmUps: 0, things));
        }

        return rows;
    }

    private static IReadOnlyList<Thing> Things(Scenario scenario, ImageRepository repository, bool rawEnds)
    {
        var bake = () => repository.Bake(scenario.Targets);
        var prepareRaw = () =>
        {
            scenario.Prepare(repository);
            repository.Generate();
        };
        prepareRaw();
        var countedRaw = repository.Calls.Count(bake);
        // Also of what raw bake has just built once more: it is the same image.
        scenario.Prepare(repository);
        var counted = repository.Calls.Count(repository.Build);
        return
        [
            new(Floor, repository.Empty),
            new($"{Floor} with SDK", repository.EmptyWithSdk),
            new(Ours, repository.Build)
            {
                Prepare = () => scenario.Prepare(repository),
                Limits = scenario.Limits,
                Bakes = () => counted,
            },
            new(Raw, bake) { Prepare = prepareRaw, Bakes = () => countedRaw, EndsWithFailure = rawEnds },
        ];
    }

    /// <summary>With so many images raw bake always fails; with fewer, now and then, and is tried again.</summary>
    private static bool IsTooMuchForRaw(ImageShape shape) => shape.Count >= 1000;

    private static Scenario ScenarioOf(string name, ImageShape shape) => name switch
    {
        "no-op" => new(static _ => { }, [])
        {
            // A thousand images may take 4 s in all, a hundred 0.6 s more than nothing at all.
            Limits = shape.Count switch
            {
                _ when IsTooMuchForRaw(shape) => [new("4 s", static _ => 4000)],
                >= 100 => [AboveFloor, new($"{Raw} / 10", static beside => beside[Raw] / 10)],
                _ => [AboveFloor],
            },
        },
        "leaf" => new(repository => repository.Change(shape.Leaf), [shape.Leaf])
        {
            Limits = [new($"{Raw} + 0.5 s", static beside => beside[Raw] + 500)],
        },
        "base" => new(repository => repository.Change(shape.FirstFamily[0]), shape.FirstFamily),
        "commit" => new(static repository => repository.Commit(), []),
        "cold" => new(static repository => repository.Renew(), [])
        {
            Limits =
            [
                new($"{Raw} + 3 % or 1 s", static beside => Math.Max(beside[Raw] * 1.03, beside[Raw] + 1000)),
            ],
        },
        _ => throw new FormatException($"'{name}' is none of no-op, leaf, base, commit, cold."),
    };

    /// <param name="Prepare">What changes before each build.</param>
    /// <param name="Targets">What raw bake is asked for; none: all.</param>
    private sealed record Scenario(Action<ImageRepository> Prepare, IReadOnlyList<string> Targets)
    {
        public IReadOnlyList<Limit> Limits { get; init; } = [];
    }
}
