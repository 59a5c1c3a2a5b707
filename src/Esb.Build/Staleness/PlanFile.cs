using System.Text.Json;
using Esb.Build.Files;

namespace Esb.Build.Staleness;

/// <summary>One image of the plan.</summary>
/// <param name="InputCount">How many files and settings it is made of.</param>
public sealed record PlanEntry(ImageDecision Decision, string Fingerprint, int InputCount);

/// <summary><c>obj/esb/plan.json</c>: which images are stale, and why; for people and tools.</summary>
public static class PlanFile
{
    // By hand, because every build writes it: a serializer's start-up costs more than all the rest.
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    /// <param name="path">Absolute.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(string path, IReadOnlyList<PlanEntry> images)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Indented))
        {
            json.WriteStartObject();
            json.WriteStartArray("images");
            foreach (var image in images)
                Write(json, image);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        GeneratedFile.Write(path, bytes.ToArray());
    }

    private static void Write(Utf8JsonWriter json, PlanEntry image)
    {
        json.WriteStartObject();
        json.WriteString("target", image.Decision.Target);
        json.WriteString("fingerprint", image.Fingerprint);
        json.WriteNumber("input_count", image.InputCount);
        json.WriteBoolean("stale", image.Decision.IsStale);
        json.WriteStartArray("reasons");
        foreach (var change in image.Decision.Changes)
            json.WriteStringValue(change.Reason);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
