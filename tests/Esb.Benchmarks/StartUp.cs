using System.Globalization;
using Esb.Testing;

namespace Esb.Benchmarks;

/// <summary>
/// What a project with images pays before anything is built: <c>dotnet build -t:EsbGenerateBakeFile</c> beside an empty
/// target of the same project.
/// </summary>
internal static class StartUp
{
    public static IReadOnlyList<Row> Measure(int rounds)
    {
        using var one = Project(1);
        using var hundred = Project(100);
        return
        [
            .. Row.Measure(
                rounds,
                [
                    Thing(one, "1 image: empty target", "Empty", null),
                    Thing(one, "1 image: bake file", "EsbGenerateBakeFile", 100),
                ]),
            .. Row.Measure(
                rounds,
                [
                    Thing(hundred, "100 images: empty target", "Empty", null),
                    Thing(hundred, "100 images: bake file", "EsbGenerateBakeFile", 150),
                ]),
        ];
    }

    private static (string What, double? Limit, Func<Sample> Run) Thing(
        SdkFolder folder, string what, string target, double? limit) =>
        (what, limit, () => Sample.Run(
            folder.Root, folder.Environment, "dotnet", "build", "images.proj", "-t:" + target, "-v:q", "-nologo"));

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
