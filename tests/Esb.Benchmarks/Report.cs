using System.Globalization;
using System.Text.Json;
using Esb.Testing;

namespace Esb.Benchmarks;

/// <summary>The table for people and the file for tools.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static void Print(IReadOnlyList<Row> rows)
    {
        var width = rows.Max(static row => row.What.Length);
        Console.WriteLine($"{"medians, ms".PadRight(width)}  {"wall",7}  {"cpu",7}  {"more",7}  {"at most",7}");
        foreach (var row in rows)
        {
            var limit = row.Limit is { } most ? most.ToString("0", CultureInfo.InvariantCulture) : "";
            var more = row.Limit is null ? "" : Number(row.More);
            var verdict = row.Limit is { } bound && row.More > bound ? "  OVER" : "";
            Console.WriteLine(
                $"{row.What.PadRight(width)}  {Number(row.Wall),7}  {Number(row.Processor),7}  {more,7}  {limit,7}{verdict}");
        }
    }

    public static void Write(IReadOnlyList<Row> rows)
    {
        var path = Path.Combine(Repository.Root, "artifacts", "benchmarks.json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, JsonSerializer.Serialize(rows, Indented));
        Console.WriteLine(path);
    }

    private static string Number(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
