using System.Text;
using System.Text.Json;

namespace Esb.Build.Bake;

/// <summary>
/// Reads one progress object. By hand, because a hundred images send two megabytes of it, of which a tenth is used;
/// members that are not known here are skipped.
/// </summary>
internal static class ProgressJson
{
    private delegate T? ItemReader<out T>(ref Utf8JsonReader reader) where T : class;

    /// <returns><see langword="null"/> for text that is no such object.</returns>
    public static ProgressStatus? Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            var status = new ProgressStatus();
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                ReadMember(ref reader, status);
            return status;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static void ReadMember(ref Utf8JsonReader reader, ProgressStatus status)
    {
        if (reader.ValueTextEquals("vertexes"u8))
            ReadItems(ref reader, status.Vertexes, ReadVertex);
        else if (reader.ValueTextEquals("statuses"u8))
            ReadItems(ref reader, status.Statuses, ReadStatus);
        else if (reader.ValueTextEquals("logs"u8))
            ReadItems(ref reader, status.Logs, ReadLog);
        else if (reader.ValueTextEquals("warnings"u8))
            ReadItems(ref reader, status.Warnings, ReadWarning);
        else
            reader.Skip();
    }

    private static void ReadItems<T>(ref Utf8JsonReader reader, List<T> items, ItemReader<T> read) where T : class
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            if (read(ref reader) is { } item)
                items.Add(item);
        }
    }

    private static Vertex ReadVertex(ref Utf8JsonReader reader)
    {
        var vertex = new Vertex("", "");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("digest"u8))
                vertex = vertex with { Digest = ReadText(ref reader) };
            else if (reader.ValueTextEquals("name"u8))
                vertex = vertex with { Name = ReadText(ref reader) };
            else if (reader.ValueTextEquals("started"u8))
                vertex.Started = ReadTime(ref reader);
            else if (reader.ValueTextEquals("completed"u8))
                vertex.Completed = ReadTime(ref reader);
            else if (reader.ValueTextEquals("cached"u8))
                vertex.IsCached = reader.Read() && reader.TokenType == JsonTokenType.True;
            else if (reader.ValueTextEquals("error"u8))
                vertex.Error = ReadText(ref reader);
            else
                reader.Skip();
        }

        return vertex;
    }

    // What the image may be called: "exporting manifest (list) sha256:…", "exporting config sha256:…", and in the
    // classic store "writing image sha256:…".
    private static bool IsOfExport(ReadOnlySpan<byte> id) =>
        id.StartsWith("exporting manifest "u8)
        || id.StartsWith("exporting config "u8)
        || id.StartsWith("writing image "u8);

    // Most of the volume: only what an exporter says about its manifest is worth a string.
    private static StepStatus? ReadStatus(ref Utf8JsonReader reader)
    {
        var (vertex, id) = ("", "");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.String && IsOfExport(reader.ValueSpan))
                    id = reader.GetString()!;
            }
            else if (id.Length > 0 && reader.ValueTextEquals("vertex"u8))
            {
                vertex = ReadText(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return vertex.Length > 0 ? new(vertex, id) : null;
    }

    private static StepLog? ReadLog(ref Utf8JsonReader reader)
    {
        var (vertex, stream) = ("", 1);
        byte[] data = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("vertex"u8))
                vertex = ReadText(ref reader);
            else if (reader.ValueTextEquals("stream"u8))
                stream = ReadNumber(ref reader);
            else if (reader.ValueTextEquals("data"u8))
                data = ReadBytes(ref reader);
            else
                reader.Skip();
        }

        return data.Length > 0 ? new(vertex, stream, data) : null;
    }

    private static StepWarning ReadWarning(ref Utf8JsonReader reader)
    {
        var warning = new StepWarning("", "", "", 0);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("vertex"u8))
                warning = warning with { Vertex = ReadText(ref reader) };
            else if (reader.ValueTextEquals("short"u8))
                warning = warning with { Text = Encoding.UTF8.GetString(ReadBytes(ref reader)) };
            else if (reader.ValueTextEquals("url"u8))
                warning = warning with { Url = ReadText(ref reader) };
            else if (reader.ValueTextEquals("range"u8))
                warning = warning with { Line = ReadFirstLine(ref reader) };
            else
                reader.Skip();
        }

        return warning;
    }

    // "range": [ { "start": { "line": 4 }, "end": { "line": 4 } } ]: the first number is the line where it begins.
    private static int ReadFirstLine(ref Utf8JsonReader reader)
    {
        reader.Read();
        var (depth, line) = (reader.CurrentDepth, 0);
        if (reader.TokenType != JsonTokenType.StartArray)
            return line;

        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (line == 0 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("line"u8))
                line = ReadNumber(ref reader);
        }

        return line;
    }

    private static string ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString() ?? "";
    }

    private static int ReadNumber(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetInt32();
    }

    private static byte[] ReadBytes(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? [] : reader.GetBytesFromBase64();
    }

    // Go's zero time stands for "not yet".
    private static DateTimeOffset? ReadTime(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType != JsonTokenType.Null && reader.GetDateTimeOffset() is { Year: > 1 } time ? time : null;
    }
}
