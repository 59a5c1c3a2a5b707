using System.Globalization;
using System.Text.Json;
using Esb.Testing;

namespace Esb.Benchmarks;

/// <summary>The table for people and the file for tools.</summary>
internal static class Report
{
    private const int NameWidth = 40;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static bool _hasHeader;

    /// <summary>A group's rows as soon as they are known: a whole run takes long.</summary>
    public static void Print(IReadOnlyList<Row> rows)
    {
        if (!_hasHeader)
        {
            Console.WriteLine(Engine());
            Console.WriteLine(
                $"{"medians, ms".PadRight(NameWidth)}  {"wall",7}  {"least",7}  {"cpu",7}  {"MB",5}  bake");
        }

        _hasHeader = true;
        foreach (var row in rows)
        {
            var name = $"{row.Group}: {row.What}".PadRight(NameWidth);
            var failures = row.Failures > 0 ? $"  {row.Failures} FAILED" : "";
            Console.WriteLine(
                $"{name}  {Number(row.Wall),7}  {Number(row.Fastest),7}  {Number(row.Processor),7}"
                + $"  {Number(row.Memory),5}  {row.Bakes}{failures}");
            foreach (var (words, allowed, isKept) in row.Verdicts)
                Console.WriteLine($"    {(isKept ? "within" : "OVER")} {Number(allowed)}: {words}");
        }
    }

    public static void Write(IReadOnlyList<Row> rows)
    {
        var path = Path.Combine(Repository.Root, "artifacts", "benchmarks.json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, JsonSerializer.Serialize(rows, Indented));
        Console.WriteLine(path);
    }

    // What an answer costs differs tenfold from one image store to the other.
    private static string Engine()
    {
        var info = DockerEngine.Run("info", "--format", "{{.ServerVersion}} {{.DriverStatus}}");
        if (!info.Succeeded)
            return "no Docker Engine";

        var isContainerd = info.Output.Contains("io.containerd.snapshotter", StringComparison.Ordinal);
        var store = isContainerd ? "containerd" : "classic";
        var version = info.Output.Split(' ')[0];
        return $"Docker Engine {version}, {store} image store, {Environment.ProcessorCount} processors";
    }

    private static string Number(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
