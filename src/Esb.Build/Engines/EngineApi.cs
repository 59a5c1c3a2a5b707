using System.Text;
using System.Text.Json;

namespace Esb.Build.Engines;

/// <summary>Asks an engine over its API.</summary>
internal static class EngineApi
{
    // A proxy before the engine may take no more than 16 KB of a request; 8 KB are about 200 images.
    private const int LongestFilter = 8 * 1024;
    private const int MostRepetitions = 3;

    // With the containerd store the engine works some milliseconds for each image that it lists, and longer when it
    // compares names: it is asked by name only where it has more than twice as many images as are asked for.
    private const int WorthOfAName = 2;

    /// <param name="names">See <see cref="FamiliarReference"/>.</param>
    /// <exception cref="InvalidDataException">The answer is none; the message says why. Others: see <see
    /// cref="EngineConnection.Get"/>.</exception>
    /// <exception cref="JsonException">The answer is no JSON.</exception>
    public static EngineListing Read(EngineConnection connection, IReadOnlyCollection<string> names)
    {
        var info = ReadInfo(connection);
        var all = info.Images > 0 && info.Images <= names.Count * WorthOfAName;
        var images = new Dictionary<string, string>(StringComparer.Ordinal);
        var filter = new StringBuilder();
        foreach (var name in names)
        {
            if (name.Contains('@', StringComparison.Ordinal))
            {
                ReadOne(connection, name, images);
                continue;
            }

            if (all)
                continue;
            filter.Append(filter.Length == 0 ? "" : "%2C").Append("%22").Append(Pattern(name)).Append("%22");
            if (filter.Length > LongestFilter)
                ReadMany(connection, filter, images);
        }

        if (filter.Length > 0)
            ReadMany(connection, filter, images);
        if (all)
            ReadList(connection, "/images/json", images);
        return new(info.Id, images);
    }

    private static EngineInfo ReadInfo(EngineConnection connection)
    {
        var answer = connection.Get("/info");
        // A proxy that lets only some questions through, as the ones for CI do: the images can still be asked for.
        return answer.Status is 403 or 404 ? new("", Images: 0) : EngineJson.ParseInfo(Body(answer, "/info"));
    }

    private static void ReadMany(EngineConnection connection, StringBuilder filter, Dictionary<string, string> images)
    {
        ReadList(connection, $"/images/json?filters=%7B%22reference%22%3A%5B{filter}%5D%7D", images);
        filter.Clear();
    }

    private static void ReadList(EngineConnection connection, string path, Dictionary<string, string> images)
    {
        var answer = connection.Get(path);
        // The engine gives up on the whole list where somebody removes one image of it in this moment.
        for (var again = 0; answer.Status == 500 && again < MostRepetitions; again++)
            answer = connection.Get(path);
        EngineJson.AddImages(Body(answer, "/images/json"), images);
    }

    private static void ReadOne(EngineConnection connection, string name, Dictionary<string, string> images)
    {
        var answer = connection.Get($"/images/{name}/json");
        if (answer.Status != 404)
            images[name] = EngineJson.ParseImage(Body(answer, "/images/{name}/json"));
    }

    // The filter is a glob. Of what a reference may have in it, only the brackets of an address mean something there.
    private static string Pattern(string name) =>
        Uri.EscapeDataString(name.Replace("[", @"\\[", StringComparison.Ordinal));

    private static ReadOnlySpan<byte> Body(HttpAnswer answer, string path) => answer.Status == 200
        ? answer.Body.Span
        : throw new InvalidDataException(
            $"it answers {answer.Status} to GET {path}: {EngineJson.ParseMessage(answer.Body.Span)}");
}
