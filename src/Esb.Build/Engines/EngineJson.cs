using System.Text.Json;

namespace Esb.Build.Engines;

/// <summary>Reads the API's answers without building a tree: an image can carry many kilobytes of labels.</summary>
internal static class EngineJson
{
    /// <summary>Reads <c>/info</c>. What it does not say is empty or 0.</summary>
    /// <exception cref="JsonException">It is no object.</exception>
    public static EngineInfo ParseInfo(ReadOnlySpan<byte> json)
    {
        var info = new EngineInfo(Text(json, "ID"u8), Images: 0);
        var reader = new Utf8JsonReader(json);
        Expect(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("Images"u8) && reader.Read() && reader.TokenType == JsonTokenType.Number)
                info = info with { Images = reader.TryGetInt32(out var count) ? count : 0 };
            else
                reader.Skip();
        }

        return info;
    }

    /// <exception cref="JsonException">It is no object, or one without an <c>Id</c>.</exception>
    public static string ParseImage(ReadOnlySpan<byte> json) =>
        Text(json, "Id"u8) is { Length: > 0 } id ? id : throw new JsonException("An image has no id.");

    /// <summary>Adds the images of <c>/images/json</c>, each under all its tags.</summary>
    /// <exception cref="JsonException">It is no list of images.</exception>
    public static void AddImages(ReadOnlySpan<byte> json, Dictionary<string, string> images)
    {
        var reader = new Utf8JsonReader(json);
        Expect(ref reader, JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            AddImage(ref reader, images);
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

    private static void AddImage(ref Utf8JsonReader reader, Dictionary<string, string> images)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("An image is no object.");

        var id = "";
        var tags = new List<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("Id"u8))
                id = Value(ref reader);
            else if (reader.ValueTextEquals("RepoTags"u8))
                AddTexts(ref reader, tags);
            else
                reader.Skip();
        }

        foreach (var tag in id.Length > 0 ? tags : [])
            images[tag] = id;
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

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type)
            throw new JsonException("The answer is something else than it should be.");
    }
}
