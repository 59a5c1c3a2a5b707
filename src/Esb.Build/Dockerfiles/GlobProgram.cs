namespace Esb.Build.Dockerfiles;

/// <summary>
/// The expressions of <see cref="GlobSource"/>, run without backtracking: all places of the expression that fit the
/// path so far are kept at once, so that no pattern can make a long path expensive.
/// </summary>
internal sealed class GlobProgram
{
    private readonly List<GlobStep> _steps = [];

    public static GlobProgram? Parse(string expression, out string error)
    {
        var program = new GlobProgram();
        var reader = new GlobReader(expression);
        while (!reader.IsAtEnd)
        {
            if (reader.Take("(.*/)?"))
            {
                program._steps.Add(GlobStep.Branch);
                program._steps.Add(GlobStep.Folders);
            }
            else if (reader.ReadStep() is { } step)
            {
                program._steps.Add(step);
            }
            else
            {
                error = reader.Error;
                return null;
            }
        }

        error = "";
        return program;
    }

    public bool IsMatch(ReadOnlySpan<char> path)
    {
        var count = _steps.Count;
        Span<bool> active = count < 256 ? stackalloc bool[count + 1] : new bool[count + 1];
        Span<bool> next = count < 256 ? stackalloc bool[count + 1] : new bool[count + 1];
        active.Clear();
        active[0] = true;
        FollowEmpty(active, isAtStart: true);
        foreach (var rune in path.EnumerateRunes())
        {
            next.Clear();
            if (!Advance(active, next, rune.Value))
                return false;

            FollowEmpty(next, isAtStart: false);
            var old = active;
            active = next;
            next = old;
        }

        return active[count];
    }

    private bool Advance(Span<bool> active, Span<bool> next, int rune)
    {
        var isAlive = false;
        for (var k = 0; k < _steps.Count; k++)
        {
            var step = _steps[k];
            if (!active[k] || !step.Accepts(rune))
                continue;

            isAlive = true;
            next[step.IsRepeated ? k : k + 1] = true;
            if (step.Kind == GlobStepKind.Folders && rune == '/')
                next[k + 1] = true;
        }

        return isAlive;
    }

    private void FollowEmpty(Span<bool> active, bool isAtStart)
    {
        for (var k = 0; k < _steps.Count; k++)
        {
            if (!active[k])
                continue;

            var step = _steps[k];
            if (step.Kind == GlobStepKind.Branch)
                active[k + 1] = active[k + 2] = true;
            else if (step.Kind == GlobStepKind.Start && isAtStart)
                active[k + 1] = true;
            else if (step.IsRepeated && step.Kind != GlobStepKind.Folders)
                active[k + 1] = true;
        }
    }
}

internal enum GlobStepKind
{
    /// <summary>One of <see cref="GlobStep.Ranges"/>, or none of them.</summary>
    Class,

    /// <summary>Nothing: the folders that follow are there or not.</summary>
    Branch,

    /// <summary>Anything up to and with a slash.</summary>
    Folders,

    /// <summary>Nothing, at the start of the path only.</summary>
    Start,
}

/// <param name="Ranges">Pairs of first and last code point.</param>
internal sealed record GlobStep(GlobStepKind Kind, int[] Ranges, bool IsNegated = false, bool IsRepeated = false)
{
    public static GlobStep Branch { get; } = new(GlobStepKind.Branch, []);

    // A dot does not match a line feed, not even here.
    public static GlobStep Folders { get; } =
        new(GlobStepKind.Folders, ['\n', '\n'], IsNegated: true, IsRepeated: true);

    public bool Accepts(int rune)
    {
        if (Kind is GlobStepKind.Branch or GlobStepKind.Start)
            return false;

        for (var i = 0; i < Ranges.Length; i += 2)
        {
            if (rune >= Ranges[i] && rune <= Ranges[i + 1])
                return !IsNegated;
        }

        return IsNegated;
    }
}
