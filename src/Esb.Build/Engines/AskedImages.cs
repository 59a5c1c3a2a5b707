namespace Esb.Build.Engines;

/// <summary>The images of a question, as they are asked for and as the engine calls them.</summary>
internal sealed class AskedImages(IReadOnlyList<IReadOnlyList<string>> images)
{
    private readonly (string Reference, string? Name)[][] _images =
        [.. images.Select(static i => i.Select(static r => (r, FamiliarReference.Of(r))).ToArray())];

    /// <summary>What is to be asked: of each image its names, first the main one, none twice.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Entries =>
    [
        .. _images.Select(NamesOf).Where(static names => names.Length > 0),
    ];

    /// <param name="identities">By <see cref="FamiliarReference"/>.</param>
    /// <returns>The identities by reference, of those that are there.</returns>
    public Dictionary<string, string> Found(IReadOnlyDictionary<string, string> identities)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (reference, name) in _images.SelectMany(static i => i))
        {
            if (name is not null && identities.TryGetValue(name, out var identity))
                found[reference] = identity;
        }

        return found;
    }

    private static string[] NamesOf((string Reference, string? Name)[] image) =>
        [.. image.Select(static r => r.Name).OfType<string>().Distinct(StringComparer.Ordinal)];
}
