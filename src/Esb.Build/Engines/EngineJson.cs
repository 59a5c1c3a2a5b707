using System.Text.Json;

namespace Esb.Build.Engines;

/// <summary>Reads the API's answers without building a tree: an image can carry many kilobytes of labels.</summary>
internal static class EngineJson
{
    /// <summary>Reads the engine's id out of <c>/info</c>; empty where it does not say it.</summary>
    /// <exception cref="JsonException">It is no object.</exception>
    public static string ParseId(ReadOnlySpan<byte> json) => Text(json, "ID"u8);

    /// <summary>Whether <c>/info</c> says that images are in containerd's store.</summary>
    /// <exception cref="JsonException">It is no object.</exception>
    // "DriverStatus": [ [ "driver-type", "io.containerd.snapshotter.v1" ] ]
    public static bool HasContainerdStore(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        Expect(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("DriverStatus"u8))
                return HasText(ref reader, "io.containerd.snapshotter.v1"u8);
            reader.Skip();
        }

        return false;
    }

    /// <summary>Reads the first part of the answer to <c>/images/load</c>, an object a line.</summary>
    /// <returns>Empty where it says that something was loaded.</returns>
    /// <exception cref="JsonException">It is no object.</exception>
    public static string ParseLoadError(ReadOnlySpan<byte> first)
    {
        var end = first.IndexOf((byte)'\n');
        return Text(end < 0 ? first : first[..end], "error"u8);
    }

    /// <summary>Reads <c>/images/{name}/json</c>.</summary>
    /// <exception cref="JsonException">It is no object, or one without an <c>Id</c>.</exception>
    public static InspectedImage ParseImage(ReadOnlySpan<byte> json)
    {
        var id = "";
        var names = new List<string>();
        long size = 0;
        var reader = new Utf8JsonReader(json);
        Expect(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("Id"u8))
                id = Value(ref reader);
            else if (reader.ValueTextEquals("RepoTags"u8) || reader.ValueTextEquals("RepoDigests"u8))
                AddTexts(ref reader, names);
            else if (reader.ValueTextEquals("Size"u8))
                size = Number(ref reader);
            else
                reader.Skip();
        }

        return id.Length > 0 ? new(id, names, size) : throw new JsonException("An image has no id.");
    }

    /// <returns>The <c>message</c> of an error; the text's first line where it is none of the API's own.</returns>
    public static string ParseMessage(ReadOnlySpan<byte> body)
    {
        try
        {
            return EngineFailure.LastLine(Text(body, "message"u8));
        }
        catch (JsonException)
        {
            const int Shown = 200;
            var text = System.Text.Encoding.UTF8.GetString(body.Length > Shown ? body[..Shown] : body);
            return EngineFailure.LastLine(text.Split('\n')[0]);
        }
    }

    private static void AddTexts(ref Utf8JsonReader reader, List<string> texts)
    {
        reader.Read();
        // An image without tags has null here.
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String)
                texts.Add(reader.GetString()!);
            else
                reader.Skip();
        }
    }

    private static bool HasText(ref Utf8JsonReader reader, ReadOnlySpan<byte> text)
    {
        reader.Read();
        var depth = reader.CurrentDepth;
        var isThere = false;
        if (reader.TokenType != JsonTokenType.StartArray)
            return isThere;

        while (reader.Read() && reader.CurrentDepth > depth)
            isThere |= reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(text);
        return isThere;
    }

    private static string Text(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        var reader = new Utf8JsonReader(json);
        Expect(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(name))
                return Value(ref reader);
            reader.Skip();
        }

        return "";
    }

    private static string Value(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString()!;

        reader.Skip();
        return "";
    }

    private static long Number(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number))
            return number;

        reader.Skip();
        return 0;
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type)
            throw new JsonException("The answer is something else than it should be.");
    }
}
