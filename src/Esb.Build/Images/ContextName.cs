namespace Esb.Build.Images;

/// <summary>
/// The name under which BuildKit looks for a named context that takes an image's place: the shortest way to write the
/// reference, <c>debian</c> for <c>docker.io/library/debian:latest</c>. A context with a longer name is silently not
/// used.
/// </summary>
public static class ContextName
{
    private const string Hub = "docker.io/";
    private const string Library = "library/";
    private const string Latest = ":latest";

    /// <param name="reference">A reference as a Dockerfile writes it, or the name of any other named context.</param>
    public static string Of(string reference)
    {
        var name = reference.StartsWith(Hub, StringComparison.Ordinal) ? reference[Hub.Length..] : reference;
        if (name.StartsWith(Library, StringComparison.Ordinal)
            && !name[Library.Length..].Contains('/', StringComparison.Ordinal))
        {
            name = name[Library.Length..];
        }

        return name.EndsWith(Latest, StringComparison.Ordinal) ? name[..^Latest.Length] : name;
    }
}
