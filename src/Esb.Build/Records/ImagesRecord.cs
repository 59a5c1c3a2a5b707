using System.Text.Json;
using System.Text.Json.Serialization;
using Esb.Build.Files;

namespace Esb.Build.Records;

/// <summary>
/// The record of what was built, <c>obj/esb/images.json</c>: what the next build compares with, and tools read.
/// </summary>
public static class ImagesRecord
{
    /// <summary>Adds the images to the record; those of earlier builds stay where they were not built again.</summary>
    /// <param name="path">Absolute. A record that cannot be understood, as after a crash of the disk, is begun
    /// anew.</param>
    /// <param name="forgotten">Targets whose record is no longer true.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(string path, IReadOnlyList<ImageRecord> built, IReadOnlyCollection<string> forgotten)
    {
        var replaced = built.Select(static i => i.Target).Concat(forgotten).ToHashSet(StringComparer.Ordinal);
        ImageRecord[] all =
        [
            .. Read(path).Where(image => !replaced.Contains(image.Target)).Concat(built)
                .OrderBy(static image => image.Target, StringComparer.Ordinal),
        ];
        var document = new ImagesDocument(ImagesDocument.CurrentFormat, all);
        var text = JsonSerializer.SerializeToUtf8Bytes(document, ImagesRecordJson.Default.ImagesDocument);
        GeneratedFile.Write(path, [.. text, (byte)'\n']);
    }

    /// <returns>Empty where there is no record, or none that can be understood: then everything is built.</returns>
    public static IReadOnlyList<ImageRecord> Read(string path)
    {
        try
        {
            if (!File.Exists(path))
                return [];

            var document = JsonSerializer.Deserialize(
                File.ReadAllBytes(path), ImagesRecordJson.Default.ImagesDocument);
            return document is { Format: ImagesDocument.CurrentFormat, Images: { } images } && images.All(IsWhole)
                ? images
                : [];
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // JSON of another hand may leave out what the type promises.
    private static bool IsWhole(ImageRecord? image) => image is
    {
        Target: not null, Name: not null, Kind: not null, Mode: not null, References: not null, Digest: not null,
        GitSha: not null, Fingerprint: not null, Engine: not null, Builder: not null, ExternalImages: not null,
    };
}

/// <summary>The file: an object, so that it can grow.</summary>
internal sealed record ImagesDocument(int Format, IReadOnlyList<ImageRecord> Images)
{
    /// <summary>Another number is another SDK's record, which this one does not understand.</summary>
    public const int CurrentFormat = 2;
}

/// <summary>Source-generated: reflection would cost the build 10 ms more.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(ImagesDocument))]
internal sealed partial class ImagesRecordJson : JsonSerializerContext;
