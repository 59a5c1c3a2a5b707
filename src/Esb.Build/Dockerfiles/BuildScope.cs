namespace Esb.Build.Dockerfiles;

/// <summary>What the caller of a build adds to the Dockerfile.</summary>
/// <param name="Target">Name or number of the stage to build; <see langword="null"/>: the last.</param>
public sealed record BuildScope(string? Target = null)
{
    public IReadOnlyDictionary<string, string> Arguments { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Names of the named contexts; one that is called like a stage takes its place.</summary>
    public IReadOnlyCollection<string> Contexts { get; init; } = [];

    /// <summary>
    /// Finds what an image leaves to a stage that begins with it, by the name after <c>FROM</c> with its variables
    /// replaced; <see langword="null"/> for one of which no Dockerfile is known here.
    /// </summary>
    internal Func<string, BaseStage?> FindBase { get; init; } = static _ => null;

    internal bool HasContext(string? name)
    {
        foreach (var context in Contexts)
        {
            if (string.Equals(context, name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
