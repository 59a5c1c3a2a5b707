using System.Text.Json;

namespace Esb.Build.Records;

/// <summary>
/// The text of the record. By hand, because a serializer, source-generated or not, costs each build 20 ms to begin.
/// </summary>
internal static class ImagesJson
{
    // Another number is another SDK's record, which this one does not understand.
    private const int CurrentFormat = 3;

    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    public static byte[] Write(IEnumerable<ImageRecord> images)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Indented))
        {
            json.WriteStartObject();
            json.WriteNumber("format", CurrentFormat);
            json.WriteStartArray("images");
            foreach (var image in images)
                Write(json, image);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    /// <returns>Empty for a record of another SDK.</returns>
    /// <exception cref="JsonException">It is no JSON, or another hand has left out what belongs there.</exception>
    /// <exception cref="InvalidOperationException">A value is of another kind.</exception>
    /// <exception cref="FormatException">A number is not one that fits.</exception>
    public static IReadOnlyList<ImageRecord> Read(ReadOnlyMemory<byte> text)
    {
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        return Required(root, "format").GetInt32() == CurrentFormat
            ? Images(Required(root, "images"))
            : [];
    }

    private static void Write(Utf8JsonWriter json, ImageRecord image)
    {
        json.WriteStartObject();
        json.WriteString("target", image.Target);
        json.WriteString("name", image.Name);
        json.WriteString("kind", image.Kind);
        json.WriteString("mode", image.Mode);
        Write(json, "references", image.References);
        json.WriteString("digest", image.Digest);
        if (image.OtherDigests.Count > 0)
            Write(json, "other_digests", image.OtherDigests);
        if (image.IsManifestList)
            json.WriteBoolean("manifest_list", value: true);
        json.WriteString("git_sha", image.GitSha);
        json.WriteNumber("seconds", image.Seconds);
        json.WriteNumber("steps", image.Steps);
        json.WriteNumber("cached_steps", image.CachedSteps);
        json.WriteNumber("size", image.Size);
        json.WriteString("fingerprint", image.Fingerprint);
        json.WriteString("content", image.Content);
        json.WriteString("engine", image.Engine);
        json.WriteString("builder", image.Builder);
        json.WriteStartObject("external_images");
        foreach (var (reference, identity) in image.ExternalImages)
            json.WriteString(reference, identity);
        json.WriteEndObject();
        if (image.UncheckedSince != 0)
            json.WriteNumber("unchecked_since", image.UncheckedSince);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    // Here and below a loop: queries over JsonElement, a struct, would be compiled at start-up.
    private static List<ImageRecord> Images(JsonElement array)
    {
        var images = new List<ImageRecord>(array.GetArrayLength());
        var targets = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in array.EnumerateArray())
        {
            var image = Read(element);
            images.Add(targets.Add(image.Target) ? image : throw new JsonException("A target stands there twice."));
        }

        return images;
    }

    private static ImageRecord Read(JsonElement image) =>
        new(Text(image, "target"), Text(image, "name"), Text(image, "kind"), Text(image, "mode"))
        {
            References = Texts(Required(image, "references")),
            Digest = Text(image, "digest"),
            OtherDigests = image.TryGetProperty("other_digests", out var others) ? Texts(others) : [],
            IsManifestList = image.TryGetProperty("manifest_list", out var isList) && isList.GetBoolean(),
            GitSha = Text(image, "git_sha"),
            Seconds = Required(image, "seconds").GetDouble(),
            Steps = Required(image, "steps").GetInt32(),
            CachedSteps = Required(image, "cached_steps").GetInt32(),
            Size = Required(image, "size").GetInt64(),
            Fingerprint = Text(image, "fingerprint"),
            Content = Text(image, "content"),
            Engine = Text(image, "engine"),
            Builder = Text(image, "builder"),
            ExternalImages = Map(Required(image, "external_images")),
            UncheckedSince = image.TryGetProperty("unchecked_since", out var since) ? since.GetInt64() : 0,
        };

    private static List<string> Texts(JsonElement array)
    {
        var texts = new List<string>(array.GetArrayLength());
        foreach (var element in array.EnumerateArray())
            texts.Add(Text(element));
        return texts;
    }

    private static Dictionary<string, string> Map(JsonElement element)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
            map.Add(property.Name, Text(property.Value));
        return map;
    }

    private static string Text(JsonElement element, string name) => Text(Required(element, name));

    private static string Text(JsonElement value) => value.GetString() ?? throw new JsonException("A text is missing.");

    private static JsonElement Required(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value : throw new JsonException($"It has no '{name}'.");
}
