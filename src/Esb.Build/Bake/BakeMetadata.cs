using System.Text.Json;
using Esb.Build.Diagnostics;

namespace Esb.Build.Bake;

/// <summary>Reads the digests out of bake's metadata file.</summary>
internal static class BakeMetadata
{
    /// <param name="path">Absolute.</param>
    /// <returns>Digest by target, without those that have none; <see langword="null"/> where the file cannot be
    /// read.</returns>
    public static IReadOnlyDictionary<string, string>? Read(string path, ProblemList problems)
    {
        try
        {
            return Parse(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException
            or JsonException or InvalidOperationException)
        {
            problems.Add(Rules.CannotRead, position: null, path, Sentence.End(e.Message));
            return null;
        }
    }

    /// <exception cref="JsonException">The text is no JSON.</exception>
    internal static Dictionary<string, string> Parse(ReadOnlyMemory<byte> json)
    {
        var digests = new Dictionary<string, string>(StringComparer.Ordinal);
        using var document = JsonDocument.Parse(json);
        foreach (var target in document.RootElement.EnumerateObject())
        {
            // Beside the targets newer versions write `buildx.build.warnings`, a list.
            if (target.Value.ValueKind == JsonValueKind.Object
                && target.Value.TryGetProperty("containerimage.digest", out var digest)
                && digest.GetString() is { Length: > 0 } text)
            {
                digests[target.Name] = text;
            }
        }

        return digests;
    }
}
