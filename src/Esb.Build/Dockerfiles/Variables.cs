namespace Esb.Build.Dockerfiles;

/// <summary>What <c>$NAME</c> means at one place of a Dockerfile.</summary>
internal sealed class Variables
{
    // Null: set, but only the builder knows to what.
    private readonly Dictionary<string, string?> _values;

    public Variables(bool othersAreUnknown, Variables? inherited = null)
    {
        OthersAreUnknown = othersAreUnknown || inherited?.OthersAreUnknown == true;
        _values = inherited is null ? new(StringComparer.Ordinal) : new(inherited._values, StringComparer.Ordinal);
    }

    /// <summary>Whether a name that is not set here may be set by an image that is not read here.</summary>
    public bool OthersAreUnknown { get; }

    /// <summary>The state of a name; a value of <see langword="null"/> is one that only the builder knows.</summary>
    /// <returns>Whether it is set.</returns>
    public bool TryGet(string name, out string? value) =>
        _values.TryGetValue(name, out value) || OthersAreUnknown;

    public bool IsSet(string name) => _values.ContainsKey(name);

    public void Set(string name, Expanded value) => _values[name] = value.IsKnown ? value.Text : null;
}

/// <summary>
/// A text with its variables replaced; where that is not possible, <see cref="Text"/> is the text as written.
/// </summary>
public readonly record struct Expanded(string Text, bool IsKnown);
