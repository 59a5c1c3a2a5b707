using System.Security.Cryptography;
using System.Text.Json;
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
    /// <param name="isForgotten">Says of a target whether its record is no longer true, or its image of the project no
    /// more.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(string path, IReadOnlyList<ImageRecord> built, Predicate<string> isForgotten)
    {
        var replaced = built.Select(static i => i.Target).ToHashSet(StringComparer.Ordinal);
        var all = Read(path).Where(image => !replaced.Contains(image.Target) && !isForgotten(image.Target))
            .Concat(built).OrderBy(static image => image.Target, StringComparer.Ordinal);
        GeneratedFile.Write(path, ImagesJson.Write(all));
    }

    /// <summary>What tells one state of the record from another; empty where there is none.</summary>
    public static string DigestOf(string path)
    {
        try
        {
            return File.Exists(path) ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))) : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <returns>Empty where there is no record, or none that can be understood: then everything is built.</returns>
    public static IReadOnlyList<ImageRecord> Read(string path)
    {
        try
        {
            return File.Exists(path) ? ImagesJson.Read(File.ReadAllBytes(path)) : [];
        }
        // Of another kind than promised, twice the same, out of range: it is of another hand.
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException
            or FormatException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
