using System.Globalization;
using Esb.Testing;

namespace Esb.Benchmarks;

/// <summary>
/// What a project with images pays before anything is built: <c>dotnet build -t:EsbGenerateBakeFile</c> beside an empty
/// target of the same project.
/// </summary>
internal static class StartUp
{
    private const string Baseline = "empty target";

    public static IReadOnlyList<Row> Measure(int rounds)
    {
        using var one = Project(1);
        using var hundred = Project(100);
        return [.. Measure("1 image", one, rounds, 100), .. Measure("100 images", hundred, rounds, 150)];
    }

    private static IReadOnlyList<Row> Measure(string group, SdkFolder folder, int rounds, double more)
    {
        var limit = new Limit($"{Baseline} + {more} ms", beside => beside[Baseline] + more);
        return Row.Measure(group, rounds, warmUps: 1,
        [
            new(Baseline, () => Build(folder, "Empty")),
            new("bake file", () => Build(folder, "EsbGenerateBakeFile")) { Limits = [limit] },
        ]);
    }

    private static Sample Build(SdkFolder folder, string target) => Sample.Run(
        folder.Root, folder.Environment, "dotnet", "build", "images.proj", "-t:" + target, "-v:q", "-nologo");

    private static SdkFolder Project(int images)
    {
        var folder = new SdkFolder();
        var items = new List<string>();
        for (var i = 0; i < images; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"service{i:000}");
            folder.WriteImage(name);
            items.Add($"<EsbImage Include=\"{name}\" Context=\"{name}\" />");
        }

        folder.WriteProject($"<ItemGroup>{string.Concat(items)}</ItemGroup><Target Name=\"Empty\" />");
        folder.Commit();
        return folder;
    }
}
