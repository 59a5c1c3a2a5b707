using System.Text.Json;

namespace Esb.Build.Engines;

/// <summary>
/// Asks an engine over its API, image by image. With the containerd store a list costs some 10 ms an image, because its
/// size is computed; the answer for one image costs about 1 ms for each 70 tags that the engine has.
/// </summary>
internal static class EngineApi
{
    private const int MostRepetitions = 3;

    /// <param name="entries">See <see cref="AskedImages.Entries"/>.</param>
    /// <exception cref="InvalidDataException">The answer is none; the message says why. Others: see <see
    /// cref="EngineConnection.Get"/>.</exception>
    /// <exception cref="JsonException">The answer is no JSON.</exception>
    public static EngineAnswer Read(
        EngineConnections connections, IReadOnlyList<IReadOnlyList<string>> entries, CancellationToken deadline)
    {
        var id = "";
        var found = new Dictionary<string, string>[entries.Count];
        connections.ForEach(
            entries.Count + 1,
            // The engine first, because it needs longer for that than for an image.
            (connection, i) =>
            {
                if (i == 0)
                    id = ReadId(connection);
                else
                    found[i - 1] = ReadEntry(connection, entries[i - 1]);
            },
            deadline);

        var images = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, identity) in found.SelectMany(static f => f))
            images.TryAdd(name, identity);
        return new(id, images);
    }

    private static string ReadId(EngineConnection connection)
    {
        var answer = connection.Get("/info");
        // A proxy that lets only some questions through, as the ones for CI do: the images can still be asked for.
        return answer.Status is 403 or 404 ? "" : EngineJson.ParseId(Body(answer, "/info"));
    }

    private static Dictionary<string, string> ReadEntry(EngineConnection connection, IReadOnlyList<string> names)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (found.ContainsKey(name) || ReadImage(connection, name) is not { } image)
                continue;

            found.Add(name, image.Id);
            foreach (var other in names.Intersect(image.Names, StringComparer.Ordinal))
                found.TryAdd(other, image.Id);
        }

        return found;
    }

    /// <summary>Gives images one more name, all the same: to keep them. Only an engine with the containerd store can.
    /// </summary>
    /// <param name="name">Reference with a tag, in containerd's form.</param>
    /// <returns>Empty, or what the engine said instead.</returns>
    /// <exception cref="InvalidDataException">The answer is none; the message says why. Others: see <see
    /// cref="EngineConnection.Get"/>.</exception>
    /// <exception cref="JsonException">The answer is no JSON.</exception>
    public static string Bundle(EngineConnection connection, string name, IReadOnlyList<StoredImage> images)
    {
        var answer = connection.Post("/images/load?quiet=1", ImageBundle.Archive(name, images));
        return answer.Status == 200
            ? EngineJson.ParseLoadError(answer.Body.Span)
            : EngineJson.ParseMessage(answer.Body.Span);
    }

    /// <exception cref="InvalidDataException">The answer is none; the message says why. Others: see <see
    /// cref="EngineConnection.Get"/>.</exception>
    /// <exception cref="JsonException">The answer is no JSON.</exception>
    public static bool HasContainerdStore(EngineConnection connection) =>
        connection.Get("/info") is { Status: 200 } answer && EngineJson.HasContainerdStore(answer.Body.Span);

    /// <summary>
    /// Takes names away from images, which are removed with their last one; what an engine refuses stays.
    /// </summary>
    /// <param name="wait">For each answer: with the last name of an image the containerd store first looks through all
    /// that it has (0.5 s with a hundred images, 5 s with 800), and does so too when nobody waits for it.</param>
    /// <returns>The names that are known to be gone.</returns>
    /// <exception cref="InvalidDataException">The answer is none; the message says why. Others: see <see
    /// cref="EngineConnection.Get"/>.</exception>
    public static IReadOnlyList<string> Remove(
        EngineConnections connections, IReadOnlyList<string> names, TimeSpan wait, CancellationToken deadline)
    {
        var isGone = new bool[names.Count];
        connections.ForEach(
            names.Count,
            (connection, i) => isGone[i] =
                connection.Delete("/images/" + Escape(names[i]), wait) is { Status: 200 or 404 },
            deadline);
        return [.. names.Where((_, i) => isGone[i])];
    }

    // Of what a reference may have in it, only the brackets of an address mean something in a path.
    private static string Escape(string name) =>
        name.Replace("[", "%5B", StringComparison.Ordinal).Replace("]", "%5D", StringComparison.Ordinal);

    /// <returns><see langword="null"/> where the engine does not have it.</returns>
    /// <exception cref="InvalidDataException">The answer is none; the message says why. Others: see <see
    /// cref="EngineConnection.Get"/>.</exception>
    /// <exception cref="JsonException">The answer is no JSON.</exception>
    public static InspectedImage? ReadImage(EngineConnection connection, string name)
    {
        var path = $"/images/{Escape(name)}/json";
        var answer = connection.Get(path);
        // The engine gives up where somebody moves or removes one of the image's tags in this moment.
        for (var again = 0; answer.Status == 500 && again < MostRepetitions; again++)
            answer = connection.Get(path);
        return answer.Status == 404 ? null : EngineJson.ParseImage(Body(answer, path));
    }

    private static ReadOnlySpan<byte> Body(HttpAnswer answer, string path) => answer.Status == 200
        ? answer.Body.Span
        : throw new InvalidDataException(
            $"it answers {answer.Status} to GET {path}: {EngineJson.ParseMessage(answer.Body.Span)}");
}
