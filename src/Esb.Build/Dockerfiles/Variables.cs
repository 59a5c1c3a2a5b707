namespace Esb.Build.Dockerfiles;

/// <summary>What <c>$NAME</c> means at one place of a Dockerfile.</summary>
internal sealed class Variables
{
    private readonly Dictionary<string, Expanded> _values;

    public Variables(bool othersAreUnknown, Variables? inherited = null)
    {
        OthersAreUnknown = othersAreUnknown || inherited?.OthersAreUnknown == true;
        _values = inherited is null ? new(StringComparer.Ordinal) : new(inherited._values, StringComparer.Ordinal);
    }

    /// <summary>Whether a name that is not set here may be set by an image that is not read here.</summary>
    public bool OthersAreUnknown { get; }

    /// <summary>The state of a name; one whose value only the builder knows is set, and not known.</summary>
    /// <returns>Whether it is set.</returns>
    public bool TryGet(string name, out Expanded value)
    {
        if (_values.TryGetValue(name, out var known))
        {
            value = known;
            return true;
        }

        value = Expanded.Nothing;
        return OthersAreUnknown;
    }

    public bool IsSet(string name) => _values.ContainsKey(name);

    public void Set(string name, Expanded value) => _values[name] = value;
}

/// <summary>
/// A text with its variables replaced; where that is not possible, <see cref="Text"/> is the text as written.
/// </summary>
/// <remarks>
/// It is a class: a dictionary of structures of our own is compiled anew at every start, which costs each build in
/// which nothing changed more than these few objects do.
/// </remarks>
public sealed record Expanded(string Text, bool IsKnown)
{
    /// <summary>The text of which nothing is known.</summary>
    internal static readonly Expanded Nothing = new("", IsKnown: false);

    private readonly string? _start;

    /// <summary>What is known of its beginning where not all is known; else the whole.</summary>
    public string Start
    {
        get => IsKnown ? Text : _start ?? "";
        init => _start = value.Length == 0 ? null : value;
    }

    /// <summary>
    /// Whether all that is not known is what the builder sets of itself (<c>TARGETARCH</c> and its kin), and there is
    /// no <c>..</c> in the rest: it is no address then, and leads out of no folder that it begins with.
    /// </summary>
    public bool IsOfPlatform { get; init; }
}
