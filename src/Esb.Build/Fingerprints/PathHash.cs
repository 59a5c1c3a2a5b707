namespace Esb.Build.Fingerprints;

/// <summary>
/// 64 bits for a path, the same in every process. FNV-1a over its UTF-16, because it goes on where a folder's ended.
/// </summary>
internal readonly record struct PathHash(ulong State)
{
    private const ulong Basis = 0xCBF29CE484222325;
    private const ulong Prime = 0x100000001B3;

    /// <summary>The hash of nothing.</summary>
    public static PathHash Empty { get; } = new(Basis);

    /// <summary>Spread evenly, so that a sorted list of them can be searched by proportion.</summary>
    public ulong Value
    {
        get
        {
            var mixed = (State ^ (State >> 33)) * 0xFF51AFD7ED558CCD;
            mixed = (mixed ^ (mixed >> 33)) * 0xC4CEB9FE1A85EC53;
            return mixed ^ (mixed >> 33);
        }
    }

    public PathHash Append(ReadOnlySpan<char> text)
    {
        var state = State;
        foreach (var c in text)
            state = (state ^ c) * Prime;
        return new(state);
    }
}
