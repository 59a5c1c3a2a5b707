using System.Text.Json;
using System.Text.Json.Serialization;
using Esb.Build.Files;

namespace Esb.Build.Bake;

/// <summary>One image as <c>obj/esb/images.json</c> records it.</summary>
/// <param name="Kind"><c>base</c>, <c>control</c>, <c>function</c> or <c>service</c>.</param>
/// <param name="Mode">Empty for an image that is the same in every mode.</param>
public sealed record ImageRecord(string Target, string Name, string Kind, string Mode)
{
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary><c>sha256:…</c>; empty where the output is no image.</summary>
    public string Digest { get; init; } = "";

    /// <summary>The commit that it was built of, full.</summary>
    public string GitSha { get; init; } = "";

    /// <summary>How long its last build took.</summary>
    public double Seconds { get; init; }

    public int Steps { get; init; }

    public int CachedSteps { get; init; }
}

/// <summary>The record of what was built, for people and for tools that come after the build.</summary>
public static class ImagesRecord
{
    /// <summary>Adds the images to the record; those of earlier builds stay where they were not built again.</summary>
    /// <param name="path">Absolute. A record that cannot be understood, as after a crash of the disk, is begun
    /// anew.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<ImageRecord> built)
    {
        var targets = built.Select(static i => i.Target).ToHashSet(StringComparer.Ordinal);
        ImageRecord[] all =
        [
            .. Read(path).Where(image => !targets.Contains(image.Target)).Concat(built)
                .OrderBy(static image => image.Target, StringComparer.Ordinal),
        ];
        var text = JsonSerializer.SerializeToUtf8Bytes(new(all), ImagesRecordJson.Default.ImagesDocument);
        GeneratedFile.Write(path, [.. text, (byte)'\n']);
    }

    /// <returns>Empty where there is no record, or none that can be understood.</returns>
    public static IReadOnlyList<ImageRecord> Read(string path)
    {
        if (!File.Exists(path))
            return [];

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), ImagesRecordJson.Default.ImagesDocument)?.Images
                ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}

/// <summary>The file: an object, so that it can grow.</summary>
internal sealed record ImagesDocument(IReadOnlyList<ImageRecord> Images);

/// <summary>Source-generated: reflection would cost the build 10 ms more.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(ImagesDocument))]
internal sealed partial class ImagesRecordJson : JsonSerializerContext;
